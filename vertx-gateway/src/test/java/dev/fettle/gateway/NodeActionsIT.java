package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.db.Samples;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.driver.DriverVendorPassthru;
import dev.fettle.rpc.node.AttachVirtualMedia;
import dev.fettle.rpc.node.ChangeNodeBootMode;
import dev.fettle.rpc.node.ChangeNodeSecureBoot;
import dev.fettle.rpc.node.DetachVirtualMedia;
import dev.fettle.rpc.node.GetNodeVendorPassthruMethods;
import dev.fettle.rpc.node.InjectNmi;
import dev.fettle.rpc.node.SetConsoleMode;
import dev.fettle.rpc.node.SetIndicatorState;
import dev.fettle.rpc.node.SetTargetRaidConfig;
import dev.fettle.rpc.node.VendorPassthru;
import dev.fettle.testing.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers can do to a node beside its provisioning: which calls reach its conductor, and which are refused before. */
class NodeActionsIT {
    private static final String NEWEST = "1.115";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static GatewayTesting gateway;

    private UUID node = UUID.randomUUID();

    @BeforeAll
    static void start() {
        gateway = new GatewayTesting(POSTGRES.database());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void create() {
        var reply = gateway.send(
                "POST",
                "/v1/nodes",
                NEWEST,
                "{\"driver\": \"fake-hardware\", \"vendor_interface\": \"%s\"}".formatted(node));
        node = UUID.fromString(reply.json().get("uuid").asText());
    }

    @Test
    void bootModeAndSecureBoot_areAsked() {
        var reply = send("PUT", "/states/boot_mode", "{\"target\": \"uefi\"}");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.text()).isEmpty();
        assertThat(reply.header("Location")).isEqualTo(gateway.url() + "/v1/nodes/" + node + "/states");
        assertThat(send("PUT", "/states/secure_boot", "{\"target\": \"no\"}").status())
                .isEqualTo(202);
        assertThat(asked())
                .containsExactly(new ChangeNodeBootMode(node, "uefi"), new ChangeNodeSecureBoot(node, false));
    }

    @Test
    void bootMode_ofABusyNode_isAConflict() {
        gateway.conductor().set(node, Samples.nothing().with(NodeFields.PROVISION_STATE, "clean wait"));

        assertThat(send("PUT", "/states/boot_mode", "{\"target\": \"uefi\"}").status())
                .isEqualTo(409);
        assertThat(send("PUT", "/states/secure_boot", "{\"target\": true}").fault())
                .contains("clean wait");
        assertThat(asked()).isEmpty();
        gateway.conductor().set(node, Samples.nothing().with(NodeFields.PROVISION_STATE, "clean hold"));
        assertThat(send("PUT", "/states/boot_mode", "{\"target\": \"uefi\"}").status())
                .as("it rests")
                .isEqualTo(202);
    }

    @Test
    void raidConfig_isHandedOn() {
        assertThat(send("PUT", "/states/raid", "{\"logical_disks\": [{\"raid_level\": \"1\"}]}")
                        .status())
                .isEqualTo(204);
        assertThat(send("PUT", "/states/raid", "{}").status()).isEqualTo(204);
        assertThat(asked())
                .containsExactly(
                        new SetTargetRaidConfig(node, Map.of("logical_disks", List.of(Map.of("raid_level", "1")))),
                        new SetTargetRaidConfig(node, Map.of()));
        assertThat(send("PUT", "/states/raid", "{\"no\": 1}").status())
                .as("a driver without RAID")
                .isEqualTo(404);
    }

    @Test
    void console_isOffUntilItIsSwitchedOn() {
        assertThat(send("GET", "/states/console", "").json().toString())
                .isEqualTo("{\"console_enabled\":false,\"console_info\":null}");
        var reply = send("PUT", "/states/console", "{\"enabled\": true}");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("Location")).isEqualTo(gateway.url() + "/v1/nodes/" + node + "/states/console");
        assertThat(asked()).containsExactly(new SetConsoleMode(node, true));
        var shown = send("GET", "/states/console", "").json();
        assertThat(shown.get("console_enabled").asBoolean()).isTrue();
        assertThat(shown.get("console_info").get("url").asText()).isEqualTo("tcp://192.0.2.1:10000");
    }

    @Test
    void indicators_areNamedWithTheirComponent() {
        var path = "/v1/nodes/" + node + "/management/indicators";
        assertThat(send("PUT", "/management/inject_nmi", "{}").status()).isEqualTo(204);
        assertThat(send("PUT", "/management/inject_nmi", "").status()).isEqualTo(204);
        assertThat(send("GET", "/management/indicators", "").json().toString())
                .isEqualTo(("{\"indicators\":[{\"name\":\"led-0@chassis\",\"component\":\"chassis\",\"readonly\":true,"
                                + "\"states\":[\"on\"],\"links\":[{\"href\":\"%s%s/led-0@chassis\",\"rel\":\"self\"},"
                                + "{\"href\":\"%s%s/led-0@chassis\",\"rel\":\"bookmark\"}]}]}")
                        .formatted(gateway.url(), path, gateway.url(), path.substring(3)));
        assertThat(send("GET", "/management/indicators/led-0@chassis", "")
                        .json()
                        .toString())
                .isEqualTo("{\"state\":\"led-0 of chassis\"}");
        assertThat(send("PUT", "/management/indicators/led@system", "{\"state\": \"off\"}")
                        .status())
                .isEqualTo(204);
        assertThat(asked())
                .containsExactly(
                        new InjectNmi(node), new InjectNmi(node), new SetIndicatorState(node, "system", "led", "off"));
    }

    @Test
    void virtualMedia_areAttachedAndDetached() {
        assertThat(send("GET", "/vmedia", "").json().toString())
                .satisfiesAnyOf(
                        text -> assertThat(text).isEqualTo("[{\"media_types\":[\"CD\"],\"inserted\":false}]"),
                        text -> assertThat(text).isEqualTo("[{\"inserted\":false,\"media_types\":[\"CD\"]}]"));
        assertThat(send(
                                "POST",
                                "/vmedia",
                                "{\"device_type\": \"disk\", \"image_url\": \"https://x.example.com/a.img\"}")
                        .status())
                .isEqualTo(204);
        assertThat(send(
                                "POST",
                                "/vmedia",
                                "{\"device_type\": \"cdrom\", \"image_url\": \"nfs://x.example.com/a\", \"image_download_source\": \"http\"}")
                        .status())
                .isEqualTo(204);
        assertThat(send("DELETE", "/vmedia?device_types=CDROM,disk", "").status())
                .isEqualTo(204);
        assertThat(send("DELETE", "/vmedia", "").status()).isEqualTo(204);
        assertThat(asked())
                .containsExactly(
                        new AttachVirtualMedia(node, "disk", "https://x.example.com/a.img", null),
                        new AttachVirtualMedia(node, "cdrom", "nfs://x.example.com/a", "http"),
                        new DetachVirtualMedia(node, List.of("cdrom", "disk")),
                        new DetachVirtualMedia(node, null));
    }

    @Test
    void vendorMethods_answerAsTheySay() {
        var sync = send("PATCH", "/vendor_passthru/sync", "{\"x\": null}");
        assertThat(sync.status()).isEqualTo(200);
        assertThat(sync.text()).isEqualTo("{\"a\":1}");
        var async = send("POST", "/vendor_passthru?method=async", "");
        assertThat(async.status()).isEqualTo(202);
        assertThat(async.text()).isEmpty();
        var attach = send("GET", "/vendor_passthru/attach", "");
        assertThat(attach.status()).isEqualTo(200);
        assertThat(attach.text()).isEqualTo("raw \u00e4");
        assertThat(attach.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(asked())
                .hasSize(3)
                .contains(new VendorPassthru(node, "async", "POST", Map.of()))
                .contains(new VendorPassthru(node, "attach", "GET", Map.of()));
        assertThat(send("POST", "/vendor_passthru", "").status()).isEqualTo(400);
        assertThat(send("POST", "/vendor_passthru/sync", "[]").status()).isEqualTo(400);
    }

    @Test
    void vendorMethods_areAskedForOnce() {
        for (var i = 0; i < 3; i++) {
            assertThat(send("GET", "/vendor_passthru/methods", "")
                            .json()
                            .at("/do_it/async")
                            .asBoolean())
                    .isTrue();
        }
        assertThat(asked()).containsExactly(new GetNodeVendorPassthruMethods(node));
    }

    @Test
    void drivers_haveVendorMethodsAndDiskProperties() {
        var driver = "/v1/drivers/fake-hardware";
        assertThat(gateway.get(driver + "/vendor_passthru/methods", NEWEST)
                        .json()
                        .has("do_it"))
                .isTrue();
        assertThat(gateway.send("PUT", driver + "/vendor_passthru/sync", NEWEST, "{\"b\": 2}")
                        .text())
                .isEqualTo("{\"a\":1}");
        assertThat(gateway.send("POST", driver + "/vendor_passthru?method=async", NEWEST, "")
                        .status())
                .isEqualTo(202);
        assertThat(gateway.conductor().asked())
                .contains(new DriverVendorPassthru("fake-hardware", "sync", "PUT", Map.of("b", 2)))
                .contains(new DriverVendorPassthru("fake-hardware", "async", "POST", Map.of()));
        assertThat(gateway.get(driver + "/raid/logical_disk_properties", "1.12").text())
                .isEqualTo("{\"size_gb\":\"how big\"}");
        assertThat(gateway.get(driver + "/raid/logical_disk_properties", "1.11").status())
                .isEqualTo(406);
        for (var path : List.of("/vendor_passthru/methods", "/raid/logical_disk_properties")) {
            assertThat(gateway.get("/v1/drivers/nothing" + path, NEWEST).status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "PUT|/states/boot_mode|1.115|{\"target\": \"efi\"}|400",
                "PUT|/states/boot_mode|1.115|{}|400",
                "PUT|/states/boot_mode|1.115|{\"target\": 1}|400",
                "PUT|/states/boot_mode|1.75|{\"target\": \"uefi\"}|404",
                "PUT|/states/secure_boot|1.115|{\"target\": null}|400",
                "PUT|/states/secure_boot|1.115|{\"target\": \"maybe\"}|400",
                "PUT|/states/secure_boot|1.75|{\"target\": true}|404",
                "PUT|/states/raid|1.11|{}|406",
                "PUT|/states/raid|1.115|[]|400",
                "PUT|/states/raid|1.115|{\"logical_disks\": null}|400",
                "PUT|/states/console|1.1|{}|400",
                "PUT|/states/console|1.1|{\"enabled\": 1}|400",
                "PUT|/states/console|1.1|{\"enabled\": true, \"x\": 1}|400",
                "PUT|/management/inject_nmi|1.28|{}|404",
                "PUT|/management/inject_nmi|1.29|{\"x\": 1}|400",
                "GET|/management/indicators/led|1.115||400",
                "GET|/management/indicators/@x|1.115||400",
                "PUT|/management/indicators/led@x|1.115|{}|400",
                "GET|/vmedia|1.92||404",
                "POST|/vmedia|1.88|{\"device_type\": \"disk\", \"image_url\": \"http://x\"}|404",
                "POST|/vmedia|1.115|{\"device_type\": \"tape\", \"image_url\": \"http://x\"}|400",
                "POST|/vmedia|1.115|{\"device_type\": \"disk\", \"image_url\": \"file:///etc\"}|400",
                "POST|/vmedia|1.115|{\"device_type\": \"disk\"}|400",
                "POST|/vmedia|1.115|{\"image_url\": \"http://x\"}|400",
                "POST|/vmedia|1.115|{\"device_type\": \"disk\", \"image_url\": \"http://x\", \"more\": 1}|400",
                "POST|/vmedia|1.115|{\"device_type\": \"disk\", \"image_url\": \"http://x\", \"image_download_source\": \"tape\"}|400",
                "DELETE|/vmedia?device_types=tape|1.115||400",
                "DELETE|/vmedia|1.88||404",
                "DELETE|/vifs/a%20b|1.28||400",
                "GET|/bios|1.39||404",
                "GET|/firmware|1.85||404",
                "GET|/inventory|1.80||404",
                "GET|/children|1.82||404"
            })
    void wrongCalls_areRefusedBeforeTheConductor(String method, String path, String version, String body, int status) {
        var reply = gateway.send(method, "/v1/nodes/" + node + path, version, body == null ? "" : body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(asked()).isEmpty();
    }

    @Test
    void mediaOfADriverThatNobodyServes_areABadRequest() {
        var orphan = "/v1/nodes/"
                + new NodeStore(POSTGRES.database())
                        .insert(Samples.node().with(NodeFields.DRIVER, "nobody"))
                        .uuid();
        var image = "{\"device_type\": \"disk\", \"image_url\": \"http://x.example.com/a\"}";

        for (var reply : List.of(
                gateway.get(orphan + "/vmedia", NEWEST),
                gateway.send("POST", orphan + "/vmedia", NEWEST, image),
                gateway.send("DELETE", orphan + "/vmedia", NEWEST, ""))) {
            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
            assertThat(reply.fault()).startsWith("No valid host was found. Reason: ");
        }
    }

    /** From routing, as for all resources below a node that are newer. */
    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE"})
    void media_areHiddenBeforeTheyExisted(String method) {
        var body = "{\"device_type\": \"disk\", \"image_url\": \"http://x\"}";
        var reply = gateway.send(method, "/v1/nodes/" + node + "/vmedia", "1.88", method.equals("POST") ? body : "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(GatewayTesting.tree(reply.json().get("error_message").asText())
                        .path("title")
                        .asText())
                .isEqualTo("Not Found");
    }

    @Test
    void longReason_isLeftToTheConductorToCut() {
        var reply = send("PUT", "/maintenance", "{\"reason\": \"" + "x".repeat(5000) + "\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    }

    private GatewayTesting.Reply send(String method, String path, String body) {
        return gateway.send(method, "/v1/nodes/" + node + path, NEWEST, body);
    }

    /** What was asked of this test's node. */
    private List<RpcRequest<?>> asked() {
        return gateway.conductor().asked().stream()
                .filter(request -> request.toString().contains(node.toString()))
                .toList();
    }
}
