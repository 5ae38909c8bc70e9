package dev.fettle.gateway.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.config.Configuration;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.part.NodeParts;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.gateway.port.PortResource;
import dev.fettle.gateway.portgroup.PortgroupResource;
import dev.fettle.gateway.volume.VolumeResource;
import dev.fettle.http.Authenticator;
import dev.fettle.http.EdgeOptions;
import dev.fettle.http.HttpEdge;
import dev.fettle.http.HttpListener;
import dev.fettle.http.Identity;
import dev.fettle.http.Policy;
import dev.fettle.http.RequestObserver;
import dev.fettle.http.RouteTable;
import dev.fettle.http.Target;
import dev.fettle.http.owner.Conductors;
import dev.fettle.http.owner.Membership;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.portgroup.PortgroupFields;
import dev.fettle.model.volume.VolumeTargetFields;
import dev.fettle.testing.PostgresServer;
import dev.fettle.transport.local.LocalTransport;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a policy that tells projects apart makes of parts of nodes; the caller's project is a header. */
class PartAccessIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final List<String> LISTS =
            List.of("ports", "ports/detail", "portgroups", "portgroups/detail", "volume/targets", "volume/connectors");
    private static LocalTransport transport;
    private static Membership membership;
    private static HttpListener listener;
    private static HttpEdge edge;
    private static String url;
    private static Machine own;
    private static Machine foreign;

    /** A node with one of each kind on it. */
    private record Machine(Node node, UUID port, UUID portgroup, UUID target) {
        Stream<String> parts() {
            return Stream.of("ports/" + port, "portgroups/" + portgroup, "volume/targets/" + target);
        }
    }

    @BeforeAll
    static void start() {
        var config = Configuration.defaults();
        var database = POSTGRES.database();
        var finder = new NodeFinder(new NodeStore(database));
        var parts = NodeParts.of(database);
        transport = new LocalTransport(config);
        membership = new Membership(config, new ConductorStore(database), transport).start();
        var conductors = new Conductors(config, membership, transport);
        var routes = Stream.of(
                        new PortResource(config, parts, finder, conductors).routes(),
                        new PortgroupResource(config, parts, finder, conductors).routes(),
                        new VolumeResource(config, parts, finder, conductors).routes())
                .flatMap(List::stream)
                .toList();
        listener = new HttpListener();
        edge = new HttpEdge(
                listener.vertx(),
                EdgeOptions.of(config),
                new RouteTable(routes),
                new ByHeader(),
                policy(),
                RequestObserver.NONE,
                Clock.systemUTC());
        url = "http://127.0.0.1:" + listener.listen("127.0.0.1", 0, edge::handle) + "/v1/";
        own = machine(parts, "one", "52:54:02:00:00:01");
        foreign = machine(parts, "two", "52:54:02:00:00:02");
    }

    @AfterAll
    static void stop() {
        listener.close();
        edge.close();
        membership.close();
        transport.close();
    }

    @Test
    void lists_areCutToTheNodesOfTheProject() throws Exception {
        for (var list : LISTS) {
            var mine = send("GET", list, "one", "");
            assertThat(mine.statusCode()).as(mine.body()).isEqualTo(200);
            assertThat(mine.body()).as(list).doesNotContain(uuids(foreign));
            assertThat(send("GET", list, "system", "").statusCode()).isEqualTo(200);
            assertThat(send("GET", list, "", "").statusCode()).as("no project").isEqualTo(403);
        }
        for (var list : List.of("ports", "portgroups", "volume/targets")) {
            assertThat(count(send("GET", list, "one", ""))).as(list).isEqualTo(1);
            assertThat(count(send("GET", list, "system", ""))).as(list).isEqualTo(2);
        }
    }

    @Test
    void noFilter_widensWhatIsSeen() throws Exception {
        for (var list : List.of("ports", "portgroups", "volume/targets")) {
            var reply = send("GET", list + "?node=" + foreign.node().uuid(), "one", "");
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(404);
        }
        assertThat(send("GET", "ports?portgroup=" + foreign.portgroup(), "one", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(count(send("GET", "ports?address=52:54:02:00:00:02", "one", "")))
                .isZero();
        assertThat(send("GET", "nodes/" + foreign.node().uuid() + "/ports", "one", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("GET", "portgroups/" + foreign.portgroup() + "/ports", "one", "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsNotSeen_isNotThere() throws Exception {
        for (var path : foreign.parts().toList()) {
            for (var method : List.of("GET", "PATCH", "DELETE")) {
                var reply = send(method, path, "one", method.equals("PATCH") ? "[]" : "");
                assertThat(reply.statusCode()).as(method + " " + path).isEqualTo(404);
                assertThat(reply.body()).contains("could not be found");
            }
        }
    }

    @Test
    void whatMayOnlyBeSeen_isForbiddenToChange() throws Exception {
        for (var path : own.parts().toList()) {
            assertThat(send("GET", path, "lessee", "").statusCode()).isEqualTo(200);
            assertThat(send("PATCH", path, "lessee", "[]").statusCode()).isEqualTo(403);
            assertThat(send("DELETE", path, "lessee", "").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void whoMayCreateNothing_learnsNothingAboutNodes() throws Exception {
        var body = "{\"node_uuid\":\"%s\",\"address\":\"52:54:02:00:00:0a\",\"volume_type\":\"iscsi\","
                + "\"volume_id\":\"v\",\"boot_index\":7}";
        for (var list : List.of("ports", "portgroups", "volume/targets")) {
            for (var node : List.of(own.node().uuid(), foreign.node().uuid(), UUID.randomUUID())) {
                var reply = send("POST", list, "lessee", body.formatted(node));
                assertThat(reply.statusCode()).as(list).isEqualTo(403);
            }
            var unknown = send("POST", list, "system", body.formatted(UUID.randomUUID()));
            assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(400);
        }
        var created = send(
                "POST",
                "portgroups",
                "one",
                "{\"node_uuid\":\"%s\",\"name\":\"made\"}"
                        .formatted(foreign.node().uuid()));
        assertThat(created.statusCode()).as("the rule is asked without a node").isEqualTo(403);
    }

    @Test
    void propertiesOfTargets_areHiddenFromThoseWithoutTheRule() throws Exception {
        for (var path : List.of("volume/targets/" + own.target(), "volume/targets?detail=true")) {
            assertThat(send("GET", path, "one", "").body())
                    .contains("redacted_contents")
                    .doesNotContain("target_lun");
            assertThat(send("GET", path, "system", "").body())
                    .contains("target_lun")
                    .doesNotContain("redacted_contents");
        }
    }

    /** The rules of {@code contract/policy.md} section 4 in so far as the tests need them. */
    private static Policy policy() {
        return (rule, caller, target) -> {
            var project = caller.projectId();
            if (caller.systemScope() != null) {
                return true;
            }
            if (project == null || rule.endsWith(":list_all") || rule.endsWith(":view_target_properties")) {
                return false;
            }
            var owner = project.equals(target.values().get("node.owner"));
            return rule.endsWith(":list") || owner || rule.endsWith(":get") && isLessee(project, target);
        };
    }

    private static boolean isLessee(String project, Target target) {
        return project.equals(target.values().get("node.lessee"));
    }

    private static final class ByHeader implements Authenticator {
        @Override
        public Identity authenticate(MultiMap headers) {
            var project = headers.get("X-Project");
            var system = "system".equals(project);
            return new Identity(
                    "ann",
                    null,
                    null,
                    system ? null : project,
                    null,
                    null,
                    system ? "all" : null,
                    Set.of("member"),
                    false);
        }

        @Override
        public boolean blocks() {
            return false;
        }
    }

    private static Machine machine(NodeParts parts, String owner, String mac) {
        var node = new NodeStore(POSTGRES.database())
                .insert(Node.of(Values.none(NodeFields.TABLE))
                        .with(NodeFields.UUID, UUID.randomUUID())
                        .with(NodeFields.DRIVER, "fake-hardware")
                        .with(NodeFields.OWNER, owner)
                        .with(NodeFields.LESSEE, "lessee"));
        var group = parts.portgroups()
                .insert(Values.none(PortgroupFields.TABLE).with(PortgroupFields.NODE_UUID, node.uuid()), (_, it) -> it);
        var port = parts.ports()
                .insert(
                        Values.none(PortFields.TABLE)
                                .with(PortFields.NODE_UUID, node.uuid())
                                .with(PortFields.ADDRESS, mac),
                        (_, it) -> it);
        var target = parts.targets()
                .insert(
                        Values.none(VolumeTargetFields.TABLE)
                                .with(VolumeTargetFields.NODE_UUID, node.uuid())
                                .with(VolumeTargetFields.VOLUME_TYPE, "iscsi")
                                .with(VolumeTargetFields.VOLUME_ID, "v")
                                .with(VolumeTargetFields.BOOT_INDEX, 0L)
                                .with(VolumeTargetFields.PROPERTIES, Map.of("target_lun", 1)),
                        (_, it) -> it);
        return new Machine(
                node,
                port.require(PortFields.UUID),
                group.require(PortgroupFields.UUID),
                target.require(VolumeTargetFields.UUID));
    }

    private static String[] uuids(Machine machine) {
        return Stream.of(machine.port(), machine.portgroup(), machine.target())
                .map(UUID::toString)
                .toArray(String[]::new);
    }

    private static int count(HttpResponse<String> reply) throws Exception {
        var items = new ArrayList<String>();
        new ObjectMapper()
                .readTree(reply.body())
                .properties()
                .iterator()
                .next()
                .getValue()
                .forEach(item -> items.add(item.toString()));
        return items.size();
    }

    private static HttpResponse<String> send(String method, String path, String project, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("X-OpenStack-Ironic-API-Version", "1.115");
        if (!project.isEmpty()) {
            request.header("X-Project", project);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
