package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.config.Configuration;
import dev.fettle.config.InspectorOptions;
import dev.fettle.db.Samples;
import dev.fettle.db.hardware.HardwareStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.operation.Acceptance;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.model.hardware.BiosSettingFields;
import dev.fettle.model.hardware.FirmwareFields;
import dev.fettle.model.hardware.Inventory;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.testing.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the API tells of a node's hardware. */
class NodeHardwareIT {
    private static final String NEWEST = "1.115";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static GatewayTesting gateway;
    private static HardwareStore hardware;
    private static Node node;
    private static String path;

    @BeforeAll
    static void start() {
        gateway = new GatewayTesting(POSTGRES.database());
        hardware = HardwareStore.of(POSTGRES.database());
        node = Samples.stored(POSTGRES.database());
        path = "/v1/nodes/" + node.uuid();
        var lock = locked(node);
        hardware.bios()
                .replace(
                        lock,
                        List.of(
                                BiosSettingFields.setting("BootMode", "Uefi")
                                        .with(BiosSettingFields.ATTRIBUTE_TYPE, "Enumeration")
                                        .with(BiosSettingFields.ALLOWABLE_VALUES, List.of("Bios", "Uefi"))
                                        .with(BiosSettingFields.READ_ONLY, false)
                                        .with(BiosSettingFields.UPPER_BOUND, 7L),
                                BiosSettingFields.setting("a/b", null)));
        hardware.firmware()
                .replace(
                        lock,
                        List.of(
                                FirmwareFields.component("bmc", "1.0").with(FirmwareFields.VENDOR, "ACME"),
                                FirmwareFields.component("bios", "2.0")));
        hardware.inventory().save(lock, new Inventory(Map.of("memory", Map.of("physical_mb", 4096)), Map.of("a", 1)));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void bios_isListedAndShown() {
        var settings = gateway.get(path + "/bios", NEWEST).json().get("bios");
        assertThat(settings).hasSize(2);
        var mode = settings.get(0);
        assertThat(names(mode)).containsExactlyInAnyOrder("name", "value", "created_at", "updated_at", "links");
        assertThat(mode.get("value").asText()).isEqualTo("Uefi");
        assertThat(mode.at("/links/0/href").asText()).isEqualTo(gateway.url() + path + "/bios/BootMode");

        var one = gateway.get(path + "/bios/BootMode", NEWEST).json().get("BootMode");
        assertThat(one.get("allowable_values").toString()).isEqualTo("[\"Bios\",\"Uefi\"]");
        assertThat(one.get("upper_bound").asLong()).isEqualTo(7);
        assertThat(one.get("lower_bound").isNull()).isTrue();
        assertThat(names(gateway.get(path + "/bios/BootMode", "1.73").json().get("BootMode")))
                .containsExactlyInAnyOrder("name", "value", "created_at", "updated_at", "links");
        assertThat(gateway.get(path + "/bios/a%2Fb", NEWEST)
                        .json()
                        .at("/a~1b/value")
                        .isNull())
                .isTrue();
        assertThat(gateway.get(path + "/bios/nothing", NEWEST).status()).isEqualTo(404);
    }

    @Test
    void bios_fieldsAndDetail() {
        assertThat(names(gateway.get(path + "/bios?fields=name,read_only", "1.74")
                        .json()
                        .at("/bios/0")))
                .containsExactlyInAnyOrder("name", "read_only", "links");
        assertThat(names(gateway.get(path + "/bios?detail=true", "1.74").json().at("/bios/0")))
                .contains("attribute_type", "unique")
                .hasSize(14);
        assertThat(gateway.get(path + "/bios?fields=upper_bound", NEWEST).status())
                .isEqualTo(400);
        assertThat(gateway.get(path + "/bios?fields=nothing", NEWEST).status()).isEqualTo(400);
        assertThat(gateway.get(path + "/bios?fields=name&detail=true", NEWEST).status())
                .isEqualTo(400);
        assertThat(gateway.get(path + "/bios?fields=name", "1.73").status()).isEqualTo(400);
        assertThat(gateway.get(path + "/bios?detail=true", "1.73").status()).isEqualTo(400);
    }

    @Test
    void firmware_isListed() {
        var components =
                gateway.get(path + "/firmware?detail=true", NEWEST).json().get("firmware");
        assertThat(components).hasSize(2);
        assertThat(components.at("/1/component").asText()).isEqualTo("bmc");
        assertThat(components.at("/1/vendor").asText()).isEqualTo("ACME");
        assertThat(components.at("/1/initial_version").asText()).isEqualTo("1.0");
        assertThat(names(components.get(0)))
                .containsExactlyInAnyOrder(
                        "component",
                        "initial_version",
                        "current_version",
                        "last_version_flashed",
                        "vendor",
                        "model",
                        "serial_number",
                        "created_at",
                        "updated_at");
        assertThat(names(gateway.get(path + "/firmware", "1.113").json().at("/firmware/0")))
                .hasSize(6)
                .doesNotContain("vendor");
        assertThat(names(gateway.get(path + "/firmware?fields=component", "1.86")
                        .json()
                        .at("/firmware/0")))
                .containsExactly("component");
        assertThat(gateway.get(path + "/firmware?fields=vendor", "1.113").status())
                .isEqualTo(400);
        assertThat(gateway.get(path + "/firmware?fields=nothing", NEWEST).status())
                .isEqualTo(400);
        assertThat(gateway.get(path + "/firmware?detail=maybe", NEWEST).status())
                .isEqualTo(400);
    }

    @Test
    void inventory_isNoneWhereNoneAreKept() {
        var config = Configuration.defaults().with(InspectorOptions.DATA_BACKEND, "none");
        try (var other = new GatewayTesting(POSTGRES.database(), config)) {
            assertThat(other.get(path + "/inventory", "1.81").status()).isEqualTo(404);
        }
    }

    @Test
    void inventory_isShownWhenThereIsOne() {
        assertThat(gateway.get(path + "/inventory", "1.81").json().toString())
                .isEqualTo("{\"inventory\":{\"memory\":{\"physical_mb\":4096}},\"plugin_data\":{\"a\":1}}");
        var other = Samples.stored(POSTGRES.database());
        assertThat(gateway.get("/v1/nodes/" + other.uuid() + "/inventory", NEWEST)
                        .status())
                .isEqualTo(404);
        assertThat(gateway.get("/v1/nodes/" + other.uuid() + "/bios", NEWEST).text())
                .isEqualTo("{\"bios\":[]}");
    }

    @Test
    void children_areListedByUuid() {
        var child = new NodeStore(POSTGRES.database()).insert(Samples.node().with(NodeFields.PARENT_NODE, node.uuid()));

        assertThat(gateway.get(path + "/children", "1.83").json().toString())
                .isEqualTo("{\"children\":[\"%s\"],\"links\":{\"href\":\"%s%s/children\",\"rel\":\"children\"}}"
                        .formatted(child.uuid(), gateway.url(), path));
        assertThat(gateway.get("/v1/nodes/" + child.uuid() + "/children", NEWEST)
                        .json()
                        .get("children"))
                .isEmpty();
    }

    private static NodeLock locked(Node node) {
        return ((Acceptance.Accepted) new OperationStore(POSTGRES.database())
                        .accept(
                                Samples.work(node, OperationKind.INSPECT, GatewayTesting.HOST),
                                node,
                                Samples.nothing(),
                                Optional.empty(),
                                false))
                .lock();
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
