package dev.fettle.tools.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fettle.tools.sim.machine.Faults;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.web.Handler;
import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Reply;
import dev.fettle.tools.sim.web.Request;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * For people and test scripts: {@code GET /sim/machines[/{id}]}, {@code GET|PUT /sim/machines/{id}/faults}, and the
 * files under {@code /images}.
 */
final class AdminRoutes implements Handler {
    static final String IMAGE = "/images/sim.img";
    static final String ISO = "/images/sim.iso";
    private static final int ISO_SECTOR = 2048;

    private final Map<String, SimulatedMachine> machines;
    private final ImageShelf images;

    AdminRoutes(Map<String, SimulatedMachine> machines, ImageShelf images) {
        this.machines = machines;
        this.images = images;
    }

    @Override
    public Reply handle(Request request) {
        boolean read = request.method().equals("GET") || request.method().equals("HEAD");
        if (read && request.path().equals(IMAGE)) {
            return images.image();
        }
        if (read && request.path().equals(ISO)) {
            return Reply.bytes(200, "application/octet-stream", iso());
        }
        var path = Arrays.stream(request.path().split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        if (path.size() < 2 || !path.subList(0, 2).equals(List.of("sim", "machines"))) {
            return error(404, "There is nothing at " + request.path() + "; try /sim/machines.");
        }
        if (path.size() == 2) {
            var all = machines.values().stream().map(SimulatedMachine::toJson).toList();
            return Reply.json(200, Json.object("machines", all));
        }
        var machine = machines.get(path.get(2));
        if (machine == null) {
            return error(404, "There is no machine " + path.get(2) + ".");
        }
        if (path.size() == 3 && read) {
            return Reply.json(200, machine.toJson());
        }
        return path.size() == 4 && path.get(3).equals("faults")
                ? faults(machine, request)
                : error(404, "There is nothing at " + request.path() + ".");
    }

    private static Reply faults(SimulatedMachine machine, Request request) {
        if (request.method().equals("PUT")) {
            try {
                machine.faults(Json.MAPPER.readValue(request.body(), Faults.class));
            } catch (JsonProcessingException e) {
                return error(400, "Not the faults of a machine: " + e.getOriginalMessage());
            }
        }
        return Reply.json(200, Json.MAPPER.valueToTree(machine.faults()));
    }

    private static Reply error(int status, String text) {
        return Reply.json(status, Json.object("error", text));
    }

    /** The smallest thing that looks like ISO 9660: an empty volume descriptor. */
    private static byte[] iso() {
        byte[] iso = new byte[18 * ISO_SECTOR];
        byte[] mark = "\u0001CD001\u0001".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(mark, 0, iso, 16 * ISO_SECTOR, mark.length);
        return iso;
    }
}
