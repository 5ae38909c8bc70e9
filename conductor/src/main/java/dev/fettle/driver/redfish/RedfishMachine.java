package dev.fettle.driver.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The computer system of a node, and the way from it to other resources. Belongs to one task. */
final class RedfishMachine {
    private static final int MAX_MEMBERS = 64;

    private final RedfishConnection connection;
    private final String path;

    private RedfishMachine(RedfishConnection connection, String path) {
        this.connection = connection;
        this.path = path;
    }

    /** @throws FaultException {@code MISSING_PARAMETER_VALUE} when the BMC has several systems and driver_info does not say which */
    static RedfishMachine open(RedfishClient client, NodeTask task) {
        var connection = client.open(task);
        var path = connection
                .info()
                .systemId()
                .or(() -> connection.session().onlySystem())
                .orElseGet(() -> discover(connection));
        return new RedfishMachine(connection, path);
    }

    RedfishConnection connection() {
        return connection;
    }

    String path() {
        return path;
    }

    /** The system as it is now. */
    RedfishAnswer system() {
        var answer = connection.get(path);
        if (answer.status() == 404) {
            connection.session().foundSystem(null); // look anew next time
        }
        if (!answer.ok()) {
            throw connection.error(path, "cannot be read (" + answer.reason() + ")");
        }
        return answer;
    }

    /** Target of an action such as {@code ComputerSystem.Reset}; empty when the resource does not offer it. */
    static Optional<String> actionTarget(JsonNode resource, String action) {
        return Optional.ofNullable(
                resource.path("Actions").path("#" + action).path("target").textValue());
    }

    /** Where a link such as {@code VirtualMedia} leads. */
    static Optional<String> link(JsonNode resource, String name) {
        return Optional.ofNullable(resource.path(name).path("@odata.id").textValue());
    }

    /** The members of a collection, at most 64; empty when there is no such collection. */
    List<Member> members(String collection) {
        var answer = connection.get(collection);
        if (answer.status() == 404) {
            return List.of();
        }
        if (!answer.ok()) {
            throw connection.error(collection, "cannot be read (" + answer.reason() + ")");
        }
        var members = new ArrayList<Member>();
        for (var reference : answer.body().path("Members")) {
            var member = reference.path("@odata.id").textValue();
            if (member != null && members.size() < MAX_MEMBERS) {
                members.add(new Member(member, connection.require(member)));
            }
        }
        return members;
    }

    /** One member of a collection, as read. */
    record Member(String path, RedfishAnswer answer) {
        JsonNode body() {
            return answer.body();
        }
    }

    private static String discover(RedfishConnection connection) {
        var collection = connection.info().root() + "Systems";
        var members = connection.require(collection).body().path("Members");
        if (members.size() != 1) {
            throw new FaultException(
                    FaultCode.MISSING_PARAMETER_VALUE,
                    "driver_info/redfish_system_id is missing; set it, since the BMC at "
                            + connection.info().bmc() + " has " + members.size() + " systems.");
        }
        var found = members.get(0).path("@odata.id").textValue();
        if (found == null || !RedfishPath.isSafe(found)) {
            throw connection.error(collection, "lists a system without a usable path");
        }
        connection.session().foundSystem(found);
        return found;
    }
}
