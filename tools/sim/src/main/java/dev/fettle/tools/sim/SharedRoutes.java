package dev.fettle.tools.sim;

import dev.fettle.tools.sim.web.Handler;
import dev.fettle.tools.sim.web.Reply;
import dev.fettle.tools.sim.web.Request;

/** The shared port: BMCs and agents below a path per machine, everything else is for the admin routes. */
final class SharedRoutes implements Handler {
    static final String BMC = "/m/";

    /** Answers for the BMC of one machine. */
    @FunctionalInterface
    interface Bmcs {
        Reply handle(String machineId, Request request) throws InterruptedException;
    }

    private final AdminRoutes admin;
    private final AgentAddresses agents;
    private final Bmcs bmcs;

    SharedRoutes(AdminRoutes admin, AgentAddresses agents, Bmcs bmcs) {
        this.admin = admin;
        this.agents = agents;
        this.bmcs = bmcs;
    }

    @Override
    public Reply handle(Request request) throws InterruptedException {
        String path = request.path();
        if (path.startsWith(BMC)) {
            return bmcs.handle(idAfter(BMC, path), request);
        }
        if (path.startsWith(AgentAddresses.PATH)) {
            String id = idAfter(AgentAddresses.PATH, path);
            return agents.handle(id, request.at(path.substring(AgentAddresses.PATH.length() + id.length())));
        }
        return admin.handle(request);
    }

    private static String idAfter(String prefix, String path) {
        int end = path.indexOf('/', prefix.length());
        return path.substring(prefix.length(), end < 0 ? path.length() : end);
    }
}
