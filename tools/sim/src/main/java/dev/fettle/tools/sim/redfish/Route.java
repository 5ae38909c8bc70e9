package dev.fettle.tools.sim.redfish;

import dev.fettle.tools.sim.web.Reply;
import dev.fettle.tools.sim.web.Request;
import java.util.List;

/** One method of one resource; {@code *} in the path stands for any id, {@code {system}} for the machine's UUID. */
record Route(String method, List<String> path, Answer answer) {

    @FunctionalInterface
    interface Answer {
        /** @param path the segments below the service root */
        Reply to(Bmc bmc, Request request, List<String> path) throws Request.NotJson;
    }

    static Route get(String path, Answer answer) {
        return of("GET", path, answer);
    }

    static Route of(String method, String path, Answer answer) {
        return new Route(method, path.isEmpty() ? List.of() : List.of(path.split("/")), answer);
    }

    boolean fits(Bmc bmc, List<String> wanted) {
        if (wanted.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            boolean same = switch (path.get(i)) {
                case "*" -> true;
                case "{system}" -> wanted.get(i).equals(bmc.machine().uuid().toString());
                default -> path.get(i).equals(wanted.get(i));
            };
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
