package dev.fettle.tools.sim.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Reply;
import java.util.List;

/**
 * What the resources of one BMC share.
 *
 * @param root path of the service root, without a slash at the end
 */
record Bmc(SimulatedMachine machine, String root, Sessions sessions) {

    String at(String path) {
        return path.isEmpty() ? root + "/" : root + "/" + path;
    }

    /** {@code Systems/<uuid>}. */
    String system() {
        return "Systems/" + machine.uuid();
    }

    ObjectNode link(String path) {
        return Json.object("@odata.id", at(path));
    }

    /** The beginning that all resources have. */
    ObjectNode resource(String path, String type, String id, String name) {
        return Json.object("@odata.id", at(path), "@odata.type", "#" + type, "Id", id, "Name", name);
    }

    Reply collection(String path, String type, List<String> memberIds) {
        var members =
                Json.array(memberIds.stream().map(id -> link(path + "/" + id)).toList());
        return Reply.json(
                200,
                Json.object(
                        "@odata.id",
                        at(path),
                        "@odata.type",
                        "#" + type + "Collection." + type + "Collection",
                        "Name",
                        type + " collection",
                        "Members@odata.count",
                        members.size(),
                        "Members",
                        members));
    }
}
