package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.node.ChangeNodePowerState;
import dev.fettle.rpc.node.CleanNode;
import dev.fettle.rpc.node.DeployNode;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.rpc.node.RescueNode;
import dev.fettle.rpc.node.ServiceNode;
import dev.fettle.rpc.node.UnrescueNode;
import dev.fettle.testing.PostgresServer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodesIT {
    private static final String NEWEST = "1.115";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static GatewayTesting gateway;

    @BeforeAll
    static void start() {
        gateway = new GatewayTesting(POSTGRES.database());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void create_answersTheWholeNodeAndItsLocation() {
        var uuid = UUID.randomUUID();

        var reply = gateway.send("POST", "/v1/nodes", NEWEST, """
                {"uuid": "%s", "driver": "fake-hardware", "name": "n-%s", "extra": {"a": [1, 2.5, null]},
                 "driver_info": {"ipmi_password": "hunter2", "address": "10.0.0.1"}, "instance_info": {"image_url": "http://x"}}
                """.formatted(uuid, uuid));

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.header("Location")).isEqualTo(gateway.url() + "/v1/nodes/" + uuid);
        var node = reply.json();
        assertThat(node.get("provision_state").asText()).isEqualTo("enroll");
        assertThat(node.get("driver_info").get("ipmi_password").asText()).isEqualTo("******");
        assertThat(node.get("driver_info").get("address").asText()).isEqualTo("10.0.0.1");
        assertThat(node.get("instance_info").get("image_url").asText()).isEqualTo("******");
        assertThat(node.get("extra").get("a").toString()).isEqualTo("[1,2.5,null]");
        assertThat(node.get("conductor").asText()).isEqualTo(GatewayTesting.HOST);
        assertThat(node.get("links").get(0).get("href").asText()).isEqualTo(gateway.url() + "/v1/nodes/" + uuid);
        assertThat(node.get("links").get(1).get("href").asText()).isEqualTo(gateway.url() + "/nodes/" + uuid);
        assertThat(node.get("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00");
        assertThat(node.get("updated_at").isNull()).isTrue();
        assertThat(node.get("traits").toString()).isEqualTo("[]");
        assertThat(node.get("clean_step").toString()).isEqualTo("{}");
        assertThat(gateway.get("/v1/nodes/" + uuid, NEWEST).json()).isEqualTo(node);
        assertThat(gateway.get("/v1/nodes/n-" + uuid, NEWEST).json()).isEqualTo(node);
    }

    @Test
    void show_hidesWhatTheVersionDoesNotKnow() {
        var uuid = create("1.1");

        var node = gateway.get("/v1/nodes/" + uuid, "").json();

        assertThat(node.has("name")).isFalse();
        assertThat(node.has("traits")).isFalse();
        assertThat(node.has("states")).isFalse();
        assertThat(node.get("provision_state").isNull())
                .as("available before 1.2")
                .isTrue();
        assertThat(gateway.get("/v1/nodes/" + uuid, "1.2")
                        .json()
                        .get("provision_state")
                        .asText())
                .isEqualTo("available");
        assertThat(gateway.get("/v1/nodes/" + uuid, "1.109").json().has("health"))
                .isTrue();
        assertThat(gateway.get("/v1/nodes/" + uuid, "1.108").json().has("health"))
                .isFalse();
    }

    @Test
    void show_fields() {
        var uuid = create(NEWEST);

        var some =
                gateway.get("/v1/nodes/" + uuid + "?fields=UUID,extra", NEWEST).json();
        assertThat(names(some)).containsExactlyInAnyOrder("uuid", "extra", "links");
        assertThat(gateway.get("/v1/nodes/" + uuid + "?fields=nothing", NEWEST).status())
                .isEqualTo(400);
        assertThat(gateway.get("/v1/nodes/" + uuid + "?fields=created_at", NEWEST)
                        .status())
                .isEqualTo(400);
        assertThat(gateway.get("/v1/nodes/" + uuid + "?fields=health", "1.20").status())
                .isEqualTo(406);
        assertThat(gateway.get("/v1/nodes/" + uuid + "?fields=uuid", "1.7").status())
                .isEqualTo(406);
        assertThat(names(gateway.get("/v1/nodes/" + uuid + "/driver", NEWEST).json()))
                .containsExactlyInAnyOrder("driver", "links");
        assertThat(gateway.get("/v1/nodes/" + uuid + "/nothing", NEWEST).status())
                .isEqualTo(400);
        assertThat(gateway.get("/v1/nodes/" + uuid + "/traits", "1.30").status())
                .isEqualTo(406);
    }

    @Test
    void unknownNode_is404InTheWordsThatClientsMatch() {
        var uuid = UUID.randomUUID();
        assertThat(gateway.get("/v1/nodes/" + uuid, NEWEST).fault()).isEqualTo("Node " + uuid + " could not be found.");
        assertThat(gateway.get("/v1/nodes/no-such-name", NEWEST).status()).isEqualTo(404);
        assertThat(gateway.get("/v1/nodes/no%20name", NEWEST).status()).isEqualTo(400);
        for (var path : List.of("/states/power", "/states/provision")) {
            assertThat(gateway.send("PUT", "/v1/nodes/" + uuid + path, NEWEST, "{\"target\":\"active\"}")
                            .status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400",
                "[]|400",
                "\"x\"|400",
                "{\"driver\":null}|400",
                "{\"driver\":1}|400",
                "{\"driver\":\"fake-hardware\",\"uuid\":\"x\"}|400",
                "{\"driver\":\"fake-hardware\",\"unknown\":1}|400",
                "{\"driver\":\"fake-hardware\",\"provision_state\":\"active\"}|400",
                "{\"driver\":\"fake-hardware\",\"traits\":[]}|400",
                "{\"driver\":\"fake-hardware\",\"protected\":true}|400",
                "{\"driver\":\"fake-hardware\",\"maintenance\":null}|400",
                "{\"driver\":\"fake-hardware\",\"name\":\"detail\"}|400",
                "{\"driver\":\"fake-hardware\",\"name\":\"a\\nb\"}|400",
                "{\"driver\":\"fake-hardware\",\"name\":\"\\u0000\"}|400",
                "{\"driver\":\"fake-hardware\",\"extra\":[]}|400",
                "{\"driver\":\"fake-hardware\",\"properties\":{\"cpus\":\"x\"}}|400",
                "{\"driver\":\"unknown-driver\"}|400",
                "{\"driver\":\"fake-hardware\",\"conductor_group\":\"elsewhere\"}|400",
                "{\"driver\":\"fake-hardware\",\"chassis_uuid\":\"1be26c0b-03f2-4d2e-ae87-c02d7f33c123\"}|400",
                "{\"driver\":\"fake-hardware\",\"parent_node\":\"nobody\"}|400"
            })
    void create_badBody(String body, int status) {
        assertThat(gateway.send("POST", "/v1/nodes", NEWEST, body).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"name,1.4,'\"x\"'", "owner,1.49,'\"x\"'", "description,1.50,'\"x\"'", "disable_power_off,1.94,true"})
    void create_newerField_is406UnlessNull(String field, String version, String value) {
        var body = "{\"driver\":\"fake-hardware\",\"%s\":%s}";
        assertThat(gateway.send("POST", "/v1/nodes", version, body.formatted(field, value))
                        .status())
                .isEqualTo(406);
        assertThat(gateway.send("POST", "/v1/nodes", version, body.formatted(field, "null"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void create_duplicates_are409() {
        var uuid = create(NEWEST);
        var again = gateway.send(
                "POST", "/v1/nodes", NEWEST, "{\"driver\":\"fake-hardware\",\"uuid\":\"%s\"}".formatted(uuid));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.fault()).isEqualTo("A node with UUID " + uuid + " already exists.");
    }

    @Test
    void patch_changesTheNode() {
        var uuid = create(NEWEST);

        var reply = patch(uuid, NEWEST, """
                [{"op": "add", "path": "/extra/k", "value": {"deep": 1}}, {"op": "replace", "path": "/maintenance", "value": "yes"},
                 {"op": "add", "path": "/description", "value": "text"}]""");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("extra").toString()).isEqualTo("{\"k\":{\"deep\":1}}");
        assertThat(reply.json().get("maintenance").asBoolean()).isTrue();
        assertThat(patch(uuid, NEWEST, "[{\"op\":\"remove\",\"path\":\"/description\"}]")
                        .json()
                        .get("description")
                        .isNull())
                .isTrue();
        assertThat(patch(uuid, NEWEST, "[]").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "[{\"op\":\"add\",\"path\":\"/uuid\",\"value\":\"x\"}]",
                "[{\"op\":\"add\",\"path\":\"/traits/-\",\"value\":\"x\"}]",
                "[{\"op\":\"remove\",\"path\":\"/driver\"}]",
                "[{\"op\":\"remove\",\"path\":\"/extra/none\"}]",
                "[{\"op\":\"replace\",\"path\":\"/maintenance\",\"value\":null}]",
                "[{\"op\":\"test\",\"path\":\"/extra\",\"value\":{}}]",
                "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"detail\"}]",
                "[{\"op\":\"add\",\"path\":\"/extra\",\"value\":5}]",
                "[{\"op\":\"replace\",\"path\":\"/driver\",\"value\":\"unknown\"}]",
                "[{\"op\":\"add\",\"path\":\"/console_enabled\",\"value\":true}]"
            })
    void patch_thatDoesNotFit_is400(String body) {
        assertThat(patch(create(NEWEST), NEWEST, body).status()).isEqualTo(400);
    }

    @Test
    void patch_gatesAndStates() {
        var uuid = create(NEWEST);
        assertThat(patch(uuid, "1.49", "[{\"op\":\"add\",\"path\":\"/owner\",\"value\":\"me\"}]")
                        .status())
                .isEqualTo(406);
        assertThat(gateway.send("PATCH", "/v1/nodes/" + uuid + "?reset_interfaces=true", "1.44", "[]")
                        .status())
                .isEqualTo(406);
        assertThat(gateway.send("PATCH", "/v1/nodes/" + uuid + "?reset_interfaces=true", NEWEST, "[]")
                        .status())
                .isEqualTo(400);

        state(uuid, "deploying", "active");
        assertThat(patch(uuid, NEWEST, "[]").status()).isEqualTo(409);
        state(uuid, "inspecting", "manageable");
        assertThat(patch(uuid, NEWEST, "[]").status()).isEqualTo(409);
        assertThat(patch(uuid, "1.38", "[]").status()).isEqualTo(200);
    }

    @Test
    void delete_removesTheNode() {
        var uuid = create(NEWEST);
        assertThat(gateway.send("DELETE", "/v1/nodes/" + uuid, NEWEST, "").status())
                .isEqualTo(204);
        assertThat(gateway.get("/v1/nodes/" + uuid, NEWEST).status()).isEqualTo(404);
        assertThat(gateway.send("DELETE", "/v1/nodes", NEWEST, "").status()).isEqualTo(400);
    }

    @Test
    void list_pagesThroughEverythingOnce() {
        var owner = UUID.randomUUID().toString();
        var made = new HashSet<String>();
        for (var i = 0; i < 5; i++) {
            made.add(create(NEWEST, "\"owner\":\"" + owner + "\"").toString());
        }

        var seen = new HashSet<String>();
        var path = "/v1/nodes?limit=2&fields=uuid,owner&sort_key=uuid&sort_dir=desc&owner=" + owner;
        for (var pages = 0; pages < 3; pages++) {
            var page = gateway.get(path, NEWEST).json();
            page.get("nodes")
                    .forEach(node ->
                            assertThat(seen.add(node.get("uuid").asText())).isTrue());
            if (pages < 2) {
                assertThat(page.get("next").asText())
                        .matches(
                                ".*/v1/nodes\\?sort_key=uuid&sort_dir=desc&fields=uuid,owner&limit=2&marker=[0-9a-f-]{36}");
                path = page.get("next").asText().substring(gateway.url().length()) + "&owner=" + owner;
            } else {
                assertThat(page.has("next")).isFalse();
            }
        }
        assertThat(seen).isEqualTo(made);
    }

    @Test
    void list_defaultViewAndDetail() {
        var name = "view-" + UUID.randomUUID();
        var uuid = create(NEWEST, "\"instance_name\":\"" + name + "\"");
        var filter = "?instance_name=" + name;

        assertThat(names(gateway.get("/v1/nodes" + filter, NEWEST)
                        .json()
                        .get("nodes")
                        .get(0)))
                .containsExactlyInAnyOrder(
                        "instance_uuid", "maintenance", "power_state", "provision_state", "uuid", "name", "links");
        var whole = gateway.get("/v1/nodes/" + uuid, NEWEST).json();
        assertThat(gateway.get("/v1/nodes/detail" + filter, NEWEST)
                        .json()
                        .get("nodes")
                        .get(0))
                .isEqualTo(whole);
        assertThat(gateway.get("/v1/nodes" + filter + "&detail=true", NEWEST)
                        .json()
                        .get("nodes")
                        .get(0))
                .isEqualTo(whole);
        assertThat(gateway.get("/v1/nodes" + filter + "&conductor=cond-1", NEWEST)
                        .json()
                        .get("nodes")
                        .size())
                .isEqualTo(1);
        assertThat(gateway.get("/v1/nodes" + filter + "&conductor=other", NEWEST)
                        .json()
                        .get("nodes")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,1.115,400",
        "limit=-1,1.115,400",
        "limit=x,1.115,400",
        "limit=99999999999999999999,1.115,400",
        "limit=5000000,1.115,200",
        "sort_key=nothing,1.115,400",
        "sort_key=extra,1.115,400",
        "sort_key=health,1.20,406",
        "sort_dir=up,1.115,400",
        "marker=x,1.115,400",
        "marker=1be26c0b-03f2-4d2e-ae87-c02d7f33c123,1.115,404",
        "unknown=1,1.115,400",
        "provision_state=nowhere,1.115,400",
        "provision_state=active,1.8,406",
        "fault=x,1.115,400",
        "detail=true,1.42,400",
        "detail=true&fields=uuid,1.115,400",
        "detail=false&fields=uuid,1.115,200",
        "associated=maybe,1.115,400",
        "associated=true,1.1,200",
        "shard=a&shard=b,1.115,200",
        "parent_node=x,1.115,200",
        "include_children=1,1.82,406",
        "chassis_uuid=1be26c0b-03f2-4d2e-ae87-c02d7f33c123,1.115,404",
        "description_contains=%25,1.1,200",
        "fields=,1.115,200",
        "conductor=x,1.48,406",
        "instance_uuid=x,1.115,400",
        "owner=a&owner=b,1.115,400"
    })
    void list_arguments(String query, String version, int status) {
        assertThat(gateway.get("/v1/nodes?" + query, version).status()).isEqualTo(status);
    }

    @Test
    void provision_sendsTheCall() {
        var uuid = create(NEWEST);

        var reply = provision(uuid, NEWEST, "{\"target\":\"manage\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.text()).isEmpty();
        assertThat(reply.header("Location")).isEqualTo(gateway.url() + "/v1/nodes/" + uuid + "/states");
        assertThat(gateway.conductor().asked()).contains(new DoProvisioningAction(uuid, "manage"));
    }

    @Test
    void provision_deployAndClean() {
        var uuid = create(NEWEST);
        state(uuid, "available", null);
        assertThat(provision(uuid, NEWEST, "{\"target\":\"active\",\"configdrive\":{\"meta_data\":{\"a\":1}}}")
                        .status())
                .isEqualTo(202);
        assertThat(gateway.conductor().asked())
                .contains(new DeployNode(uuid, false, Map.of("meta_data", Map.of("a", 1)), null));
        state(uuid, "manageable", null);
        var steps = "[{\"interface\":\"deploy\",\"step\":\"erase_devices\"}]";
        assertThat(provision(uuid, NEWEST, "{\"target\":\"clean\",\"clean_steps\":" + steps + "}")
                        .status())
                .isEqualTo(202);
        assertThat(gateway.conductor().asked())
                .contains(new CleanNode(uuid, List.of(Map.of("interface", "deploy", "step", "erase_devices")), null));
    }

    @Test
    void provision_serviceRescueAndHold() {
        var uuid = create(NEWEST);
        var child = create(NEWEST);
        state(uuid, "active", null);
        var steps = "[{\"interface\":\"network\",\"step\":\"reattach_networking\"},"
                + "{\"interface\":\"power\",\"step\":\"reboot\",\"execute_on_child_nodes\":true,"
                + "\"limit_child_node_execution\":[\"" + child + "\"]}]";
        assertThat(provision(
                                uuid,
                                NEWEST,
                                "{\"target\":\"service\",\"disable_ramdisk\":true,\"service_steps\":" + steps + "}")
                        .status())
                .isEqualTo(202);
        assertThat(provision(uuid, "1.38", "{\"target\":\"rescue\",\"rescue_password\":\"sesame\"}")
                        .status())
                .isEqualTo(202);
        state(uuid, "rescue", null);
        assertThat(provision(uuid, "1.38", "{\"target\":\"unrescue\"}").status())
                .isEqualTo(202);
        state(uuid, "clean hold", "available");
        assertThat(provision(uuid, "1.85", "{\"target\":\"unhold\"}").status()).isEqualTo(202);
        state(uuid, "adopt failed", "active");
        assertThat(provision(uuid, "1.17", "{\"target\":\"adopt\"}").status()).isEqualTo(202);
        assertThat(gateway.conductor().asked())
                .contains(
                        new ServiceNode(
                                uuid,
                                List.of(
                                        Map.of("interface", "network", "step", "reattach_networking"),
                                        Map.of(
                                                "interface",
                                                "power",
                                                "step",
                                                "reboot",
                                                "execute_on_child_nodes",
                                                true,
                                                "limit_child_node_execution",
                                                List.of(child.toString()))),
                                true),
                        new RescueNode(uuid, "sesame"),
                        new UnrescueNode(uuid),
                        new DoProvisioningAction(uuid, "unhold"),
                        new DoProvisioningAction(uuid, "adopt"));
    }

    @Test
    void provision_ofChildrenThatAreNotThere() {
        var uuid = create(NEWEST);
        state(uuid, "active", null);
        var none = UUID.randomUUID();
        var steps = "[{\"interface\":\"power\",\"step\":\"reboot\",\"execute_on_child_nodes\":%s,"
                + "\"limit_child_node_execution\":[\"" + none + "\"]}]";
        var body = "{\"target\":\"service\",\"service_steps\":" + steps + "}";

        var reply = provision(uuid, NEWEST, body.formatted("true"));

        assertThat(reply.status()).as(reply.text()).isEqualTo(404);
        assertThat(reply.fault()).isEqualTo("Node " + none + " could not be found.");
        assertThat(provision(uuid, NEWEST, body.formatted("false")).status())
                .as("the list is for children only")
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active|1.115|{\"target\":\"rescue\"}|400",
                "active|1.115|{\"target\":\"rescue\",\"rescue_password\":\"  \"}|400",
                "active|1.37|{\"target\":\"rescue\",\"rescue_password\":\"x\"}|406",
                "active|1.115|{\"target\":\"service\"}|400",
                "active|1.86|{\"target\":\"service\",\"service_steps\":[]}|406",
                "active|1.115|{\"target\":\"service\",\"service_steps\":[]}|400",
                "active|1.107|{\"target\":\"service\",\"disable_ramdisk\":true,\"service_steps\":[{\"interface\":\"deploy\",\"step\":\"x\"}]}|406",
                "active|1.115|{\"target\":\"service\",\"service_steps\":[{\"interface\":\"vendor\",\"step\":\"send_raw\"}]}|400",
                "active|1.115|{\"target\":\"service\",\"service_steps\":[{\"interface\":\"power\",\"step\":\"reboot\",\"limit_child_node_execution\":[\"x\"]}]}|400",
                "manageable|1.115|{\"target\":\"clean\",\"clean_steps\":[{\"interface\":\"network\",\"step\":\"x\"}]}|400",
                "service hold|1.84|{\"target\":\"unhold\"}|406",
                "clean wait|1.115|{\"target\":\"unhold\"}|400",
                "manageable|1.16|{\"target\":\"adopt\"}|406",
                "enroll|1.115|{\"target\":\"active\"}|400",
                "enroll|1.115|{\"target\":\"nonsense\"}|400",
                "enroll|1.115|{}|400",
                "enroll|1.115|{\"target\":5}|400",
                "enroll|1.3|{\"target\":\"manage\"}|406",
                "available|1.72|{\"target\":\"deploy\"}|406",
                "available|1.115|{\"target\":\"deploy\",\"configdrive\":\"x\"}|400",
                "available|1.55|{\"target\":\"active\",\"configdrive\":{}}|400",
                "available|1.115|{\"target\":\"active\",\"configdrive\":{\"x\":1}}|400",
                "available|1.115|{\"target\":\"active\",\"x\":1}|400",
                "available|1.68|{\"target\":\"active\",\"deploy_steps\":[]}|406",
                "manageable|1.115|{\"target\":\"clean\"}|400",
                "manageable|1.115|{\"target\":\"clean\",\"clean_steps\":[]}|400",
                "inspect wait|1.40|{\"target\":\"abort\"}|406",
                "manageable|1.115|{\"target\":\"clean\",\"clean_steps\":[{\"interface\":\"vendor\",\"step\":\"send_raw\"}]}|400",
                "manageable|1.115|{\"target\":\"provide\",\"rescue_password\":\"x\"}|400",
                "manageable|1.115|{\"target\":\"clean\",\"runbook\":\"x\"}|404",
                "manageable|1.91|{\"target\":\"clean\",\"runbook\":\"x\"}|406",
                "wait call-back|1.109|{\"target\":\"abort\"}|406"
            })
    void provision_refusals(String state, String version, String body, int status) {
        var uuid = create(NEWEST);
        state(uuid, state, null);
        assertThat(provision(uuid, version, body).status()).isEqualTo(status);
    }

    @Test
    void provision_wrongState_inTheWordsThatClientsMatch() {
        var uuid = create(NEWEST);
        assertThat(provision(uuid, NEWEST, "{\"target\":\"active\"}").fault())
                .isEqualTo(
                        "The requested action \"active\" can not be performed on node \"%s\" while it is in state \"enroll\"."
                                .formatted(uuid));
    }

    @Test
    void provision_inMaintenance() {
        var uuid = create(NEWEST);
        gateway.send("PUT", "/v1/nodes/" + uuid + "/maintenance", NEWEST, "{\"reason\":\"broken\"}");
        assertThat(gateway.get("/v1/nodes/" + uuid, NEWEST)
                        .json()
                        .get("maintenance_reason")
                        .asText())
                .isEqualTo("broken");
        assertThat(provision(uuid, NEWEST, "{\"target\":\"active\"}").fault())
                .isEqualTo("The provisioning operation can't be performed on node " + uuid
                        + " because it's in maintenance mode.");
        assertThat(gateway.send("DELETE", "/v1/nodes/" + uuid + "/maintenance", NEWEST, "")
                        .status())
                .isEqualTo(202);
        assertThat(gateway.get("/v1/nodes/" + uuid, NEWEST)
                        .json()
                        .get("maintenance")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void power_checksAndCalls() {
        var uuid = create(NEWEST);
        var path = "/v1/nodes/" + uuid + "/states/power";
        assertThat(gateway.send("PUT", path, NEWEST, "{\"target\":\"soft rebooting\",\"timeout\":5}")
                        .status())
                .isEqualTo(202);
        assertThat(gateway.conductor().asked()).contains(new ChangeNodePowerState(uuid, "soft rebooting", 5));
        assertThat(gateway.send("PUT", path, NEWEST, "{\"target\":\"explode\"}").status())
                .isEqualTo(400);
        assertThat(gateway.send("PUT", path, NEWEST, "{\"target\":\"power on\",\"timeout\":0}")
                        .status())
                .isEqualTo(400);
        assertThat(gateway.send("PUT", path, "1.26", "{\"target\":\"soft rebooting\"}")
                        .status())
                .isEqualTo(406);
        assertThat(gateway.send("PUT", path + "?target=power%20on", NEWEST, "").status())
                .isEqualTo(202);
        state(uuid, "cleaning", null);
        assertThat(gateway.send("PUT", path, NEWEST, "{\"target\":\"power on\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void states_showTheirFields() {
        var states =
                gateway.get("/v1/nodes/" + create(NEWEST) + "/states", NEWEST).json();
        assertThat(names(states))
                .containsExactlyInAnyOrder(
                        "console_enabled",
                        "last_error",
                        "power_state",
                        "provision_state",
                        "target_power_state",
                        "target_provision_state",
                        "provision_updated_at",
                        "raid_config",
                        "target_raid_config",
                        "boot_mode",
                        "secure_boot");
        assertThat(names(gateway.get("/v1/nodes/" + create(NEWEST) + "/states", "1.11")
                        .json()))
                .hasSize(7);
    }

    @Test
    void pathWithoutAResource_is404OfRouting() {
        var reply = gateway.get("/v1/nodes/" + create(NEWEST) + "/management", NEWEST);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().get("error_message").asText())
                .contains("\"code\":")
                .contains("404");
    }

    @Test
    void traits_areSetAndListed() {
        var path = "/v1/nodes/" + create(NEWEST) + "/traits";
        assertThat(gateway.send("PUT", path, NEWEST, "{\"traits\":[\"CUSTOM_A\",\"HW_CPU_X86_VMX\"]}")
                        .status())
                .isEqualTo(204);
        assertThat(gateway.get(path, NEWEST).json().get("traits")).hasSize(2);
        assertThat(gateway.send("PUT", path, NEWEST, "{\"traits\":[\"lower\"]}").status())
                .isEqualTo(400);
        assertThat(gateway.send("PUT", path, "1.36", "{\"traits\":[]}").status())
                .isEqualTo(405);
        assertThat(gateway.send("DELETE", path, "1.36", "").status()).isEqualTo(404);
        assertThat(gateway.send("PUT", path + "/CUSTOM_B", NEWEST, "").header("Location"))
                .endsWith("/traits/CUSTOM_B");
        assertThat(gateway.send("DELETE", path, NEWEST, "").status()).isEqualTo(204);
        assertThat(gateway.get(path, NEWEST).json().get("traits")).isEmpty();
    }

    @Test
    void validateAndBootDevice_readThroughTheConductor() {
        var uuid = create(NEWEST);
        assertThat(gateway.get("/v1/nodes/" + uuid + "/validate", NEWEST)
                        .json()
                        .get("power")
                        .get("result")
                        .asBoolean())
                .isTrue();
        assertThat(gateway.get("/v1/nodes/validate?node=" + uuid, NEWEST).status())
                .isEqualTo(200);
        assertThat(gateway.get("/v1/nodes/validate", NEWEST).status()).isEqualTo(400);
        assertThat(gateway.get("/v1/nodes/" + uuid + "/management/boot_device", NEWEST)
                        .json()
                        .get("boot_device")
                        .asText())
                .isEqualTo("pxe");
    }

    @Test
    void versionDocuments() {
        var root = gateway.get("/", "").json();
        assertThat(root.get("default_version").get("version").asText()).isEqualTo("1.115");
        assertThat(root.get("versions").get(0).get("min_version").asText()).isEqualTo("1.1");
        assertThat(gateway.get("/v1", "1.21").json().has("lookup")).isFalse();
        assertThat(gateway.get("/v1/", "1.22")
                        .json()
                        .get("lookup")
                        .get(0)
                        .get("href")
                        .asText())
                .isEqualTo(gateway.url() + "/v1/lookup/");
        assertThat(gateway.get("/healthcheck", "").status()).isEqualTo(200);
        assertThat(gateway.get("/metrics", "").text())
                .contains("fettle_http_requests_seconds_count{method=\"GET\",route=\"/v1\"");
    }

    private static UUID create(String version) {
        return create(version, "\"extra\":{}");
    }

    private static UUID create(String version, String more) {
        var reply = gateway.send("POST", "/v1/nodes", version, "{\"driver\":\"fake-hardware\"," + more + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return UUID.fromString(reply.json().get("uuid").asText());
    }

    private static GatewayTesting.Reply patch(UUID uuid, String version, String body) {
        return gateway.send("PATCH", "/v1/nodes/" + uuid, version, body);
    }

    private static GatewayTesting.Reply provision(UUID uuid, String version, String body) {
        return gateway.send("PUT", "/v1/nodes/" + uuid + "/states/provision", version, body);
    }

    private static void state(UUID uuid, String state, @org.jspecify.annotations.Nullable String target) {
        gateway.conductor()
                .set(
                        uuid,
                        Values.none(NodeFields.TABLE)
                                .with(NodeFields.PROVISION_STATE, state)
                                .with(NodeFields.TARGET_PROVISION_STATE, target));
    }

    private static List<String> names(com.fasterxml.jackson.databind.JsonNode object) {
        var names = new java.util.ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
