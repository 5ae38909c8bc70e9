package dev.fettle.tools.sim.redfish;

import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.web.Handler;
import dev.fettle.tools.sim.web.Pause;
import dev.fettle.tools.sim.web.Reply;
import dev.fettle.tools.sim.web.Request;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Answers Redfish requests for one machine: faults, login, routes. */
public final class RedfishBmc implements Handler {
    private static final String SERVICE = "/redfish/v1";
    private static final List<Route> ROUTES = Stream.of(
                    ServiceResources.ROUTES,
                    SystemResources.ROUTES,
                    InventoryResources.ROUTES,
                    FirmwareResources.ROUTES,
                    MediaResources.ROUTES,
                    ChassisResources.ROUTES)
            .flatMap(List::stream)
            .toList();

    private final SimulatedMachine machine;
    private final String prefix;
    private final Bmc bmc;

    /**
     * @param prefix path under which the whole tree lies, "" on a port of its own
     * @param sessionIdle how long a session lives without use
     */
    public RedfishBmc(SimulatedMachine machine, String prefix, String user, String password, Duration sessionIdle) {
        this.machine = machine;
        this.prefix = prefix;
        this.bmc = new Bmc(
                machine, prefix + SERVICE, new Sessions(user, password, sessionIdle.toNanos(), System::nanoTime));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The path below the prefix may leave out {@code /redfish/v1}: some clients take the path of an address as the
     * service root itself, others put the service root below it.
     */
    @Override
    public Reply handle(Request request) throws InterruptedException {
        var faults = machine.faults();
        if (faults.bmcDelayMillis() > 0) {
            Pause.of(Duration.ofMillis(faults.bmcDelayMillis()));
        }
        if (faults.bmcRefuse()) {
            return Reply.HANG_UP;
        }
        if (machine.faultSwitch().takeSessionExpiry()) {
            bmc.sessions().closeAll();
        }
        if (machine.faultSwitch().takeBmcError()) {
            return RedfishError.internal();
        }
        try {
            return answer(request).with("OData-Version", "4.0").with("Cache-Control", "no-cache");
        } catch (Request.NotJson e) {
            return RedfishError.malformed(e.toString());
        }
    }

    private Reply answer(Request request) throws Request.NotJson {
        String below = request.path().substring(prefix.length());
        if (below.equals("/redfish") || below.equals("/redfish/")) {
            return ServiceResources.versions(bmc);
        }
        if (below.equals(SERVICE) || below.startsWith(SERVICE + "/")) {
            below = below.substring(SERVICE.length());
        }
        var path =
                Arrays.stream(below.split("/")).filter(part -> !part.isEmpty()).toList();
        var fitting = ROUTES.stream().filter(route -> route.fits(bmc, path)).toList();
        if (fitting.isEmpty()) {
            return allowed(request, path) ? RedfishError.notFound(request.path()) : RedfishError.unauthorized();
        }
        if (!allowed(request, path)) {
            return RedfishError.unauthorized();
        }
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        for (var route : fitting) {
            if (route.method().equals(method)) {
                return route.answer().to(bmc, request, path);
            }
        }
        var methods = new TreeSet<String>();
        fitting.forEach(route -> methods.add(route.method()));
        return RedfishError.methodNotAllowed(request.method(), String.join(", ", methods));
    }

    /** The service root and the login itself need none. */
    private boolean allowed(Request request, List<String> path) {
        boolean open = path.isEmpty()
                || path.equals(List.of("odata"))
                || (request.method().equals("POST") && path.equals(ServiceResources.SESSIONS));
        if (open) {
            return true;
        }
        String token = request.header("x-auth-token");
        if (token != null) {
            return bmc.sessions().knowsToken(token);
        }
        String authorization = request.header("authorization");
        return authorization != null && bmc.sessions().acceptsBasic(authorization);
    }
}
