package dev.fettle.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.db.hardware.HardwareStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.hardware.BiosSettingFields;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.driver.DriverVendorPassthru;
import dev.fettle.rpc.driver.GetDriverVendorPassthruMethods;
import dev.fettle.rpc.driver.GetRaidLogicalDiskProperties;
import dev.fettle.rpc.node.AttachVirtualMedia;
import dev.fettle.rpc.node.ChangeNodeBootMode;
import dev.fettle.rpc.node.ChangeNodeSecureBoot;
import dev.fettle.rpc.node.CleanNode;
import dev.fettle.rpc.node.DetachVirtualMedia;
import dev.fettle.rpc.node.GetConsoleInformation;
import dev.fettle.rpc.node.GetIndicatorState;
import dev.fettle.rpc.node.GetNodeVendorPassthruMethods;
import dev.fettle.rpc.node.GetSupportedIndicators;
import dev.fettle.rpc.node.GetVirtualMedia;
import dev.fettle.rpc.node.InjectNmi;
import dev.fettle.rpc.node.SetConsoleMode;
import dev.fettle.rpc.node.SetIndicatorState;
import dev.fettle.rpc.node.SetNodeMaintenance;
import dev.fettle.rpc.node.SetTargetRaidConfig;
import dev.fettle.rpc.node.ValidateNode;
import dev.fettle.rpc.node.VendorPassthru;
import dev.fettle.testing.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be done to a node beside its provisioning, on fake hardware, asked for by RPC. */
class NodeActionsIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final Map<String, Object> RAID =
            Map.of("logical_disks", List.of(Map.of("raid_level", "1", "size_gb", 100, "is_root_volume", true)));

    private static RunningConductor conductor;

    @BeforeAll
    static void start() {
        conductor = new RunningConductor(POSTGRES.database());
    }

    @AfterAll
    static void stop() {
        conductor.close();
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                unsupported("fake", "set_boot_mode", node -> new ChangeNodeBootMode(node, "uefi")),
                unsupported("fake", "set_secure_boot_state", node -> new ChangeNodeSecureBoot(node, true)),
                unsupported("noop", "inject_nmi", InjectNmi::new),
                unsupported("noop", "get_supported_indicators", node -> new GetSupportedIndicators(node, null)),
                unsupported("noop", "get_supported_indicators", node -> new GetIndicatorState(node, "system", "led")),
                unsupported("noop", "attach_virtual_media", GetVirtualMedia::new),
                unsupported("noop", "attach_virtual_media", node -> new DetachVirtualMedia(node, null)),
                unsupported("no-console", "console", node -> new SetConsoleMode(node, true)),
                unsupported("no-console", "console", GetConsoleInformation::new),
                unsupported("no-raid", "raid", node -> new SetTargetRaidConfig(node, RAID)),
                unsupported("no-vendor", "vendor", GetNodeVendorPassthruMethods::new),
                unsupported("no-vendor", "vendor", node -> new VendorPassthru(node, "x", "POST", Map.of())));
    }

    private static Arguments unsupported(String with, String feature, Function<UUID, RpcRequest<?>> request) {
        return Arguments.of(with, feature, request);
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("unsupported")
    void whatADriverLacks_isRefusedInKnownWords(String with, String feature, Function<UUID, RpcRequest<?>> request) {
        var node = conductor.created(with);

        assertThatThrownBy(() -> conductor.call(request.apply(node.uuid())))
                .isInstanceOfSatisfying(FaultException.class, fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.UNSUPPORTED_DRIVER_EXTENSION);
                    assertThat(fault.text())
                            .isEqualTo("Driver fake-hardware does not support " + feature
                                    + " (disabled or not implemented).");
                });
        assertThat(conductor.now(node).get(NodeFields.LAST_ERROR)).isNull();
        assertThat(conductor.now(node).get(NodeFields.RESERVATION)).isNull();
    }

    @Test
    void nmi_isSentWhileTheCallerWaits() {
        var node = conductor.created();

        conductor.call(new InjectNmi(node.uuid()));

        var after = conductor.now(node);
        assertThat(after.get(NodeFields.RESERVATION)).isNull();
        assertThat(after.internalInfo()).doesNotContainKey("action_begun");
    }

    @Test
    void indicators_areListedReadAndSet() {
        var node = conductor.created().uuid();

        assertThat(conductor.call(new GetSupportedIndicators(node, null)))
                .isEqualTo(Map.of(
                        "chassis", Map.of("led-0", Map.of("readonly", true, "states", List.of("off", "on"))),
                        "system",
                                Map.of("led", Map.of("readonly", false, "states", List.of("blinking", "off", "on")))));
        assertThat(conductor.call(new GetSupportedIndicators(node, "system"))).containsOnlyKeys("system");
        assertThat(conductor.call(new GetIndicatorState(node, "system", "led"))).isEqualTo("on");
        conductor.call(new SetIndicatorState(node, "system", "led", "blinking"));
        assertThat(conductor.call(new GetIndicatorState(node, "system", "led"))).isEqualTo("blinking");
        refused(new SetIndicatorState(node, "chassis", "led-0", "on"), "read-only");
        refused(new SetIndicatorState(node, "system", "led", "unknown"), "blinking, off, on");
        refused(new SetIndicatorState(node, "system", "nothing", "on"), "no such indicator");
        refused(new GetIndicatorState(node, "nothing", "led"), "no such indicator");
    }

    @Test
    void virtualMedia_goInAndOut() {
        var node = conductor.created();

        conductor.call(new AttachVirtualMedia(node.uuid(), "cdrom", "http://192.0.2.7/boot.iso", null));
        conductor.await(node, it -> it.internalInfo().containsKey("fake_virtual_media"));

        assertThat(conductor.call(new GetVirtualMedia(node.uuid())))
                .contains(Map.of(
                        "media_types", List.of("CD", "DVD"), "inserted", true, "image", "http://192.0.2.7/boot.iso"));
        conductor.call(new DetachVirtualMedia(node.uuid(), List.of("floppy")));
        conductor.await(node, it -> true);
        assertThat(conductor.now(node).internalInfo()).containsKey("fake_virtual_media");
        conductor.call(new DetachVirtualMedia(node.uuid(), null));
        conductor.await(node, it -> !it.internalInfo().containsKey("fake_virtual_media"));
    }

    @Test
    void virtualMedia_thatMustNotBe_areRefused() {
        var node = conductor.created().uuid();

        refused(new AttachVirtualMedia(node, "tape", "http://192.0.2.7/x", null), "cdrom, disk and floppy");
        refused(new AttachVirtualMedia(node, "disk", "ftp://192.0.2.7/x", null), "image_url must be a URL");
        refused(new AttachVirtualMedia(node, "disk", "http://169.254.169.254/x", null), "image_url leads to");
        refused(new AttachVirtualMedia(node, "disk", "http://a:b@192.0.2.7/x", null), "user name or password");
        refused(new AttachVirtualMedia(node, "disk", "http://192.0.2.7/x", "swift"), "image_download_source");
        refused(new DetachVirtualMedia(node, List.of("tape")), "cdrom, disk and floppy");
    }

    @Test
    void reasonOfMaintenance_isCut() {
        var node = conductor.created();

        conductor.call(new SetNodeMaintenance(node.uuid(), true, "x".repeat(5000)));

        assertThat(conductor.now(node).get(NodeFields.MAINTENANCE_REASON)).isEqualTo("x".repeat(4096));
    }

    @Test
    void console_isSwitchedOnAndOff() {
        var node = conductor.created();
        assertThatThrownBy(() -> conductor.call(new GetConsoleInformation(node.uuid())))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.code()).isEqualTo(FaultCode.NODE_CONSOLE_NOT_ENABLED));

        conductor.call(new SetConsoleMode(node.uuid(), true));
        conductor.await(node, it -> it.require(NodeFields.CONSOLE_ENABLED));

        assertThat(conductor.call(new GetConsoleInformation(node.uuid()))).isEmpty();
        conductor.call(new SetConsoleMode(node.uuid(), true));
        conductor.call(new SetConsoleMode(node.uuid(), false));
        conductor.await(node, it -> !it.require(NodeFields.CONSOLE_ENABLED));
    }

    @Test
    void raidConfig_isCheckedAndStored() {
        var node = conductor.created().uuid();

        conductor.call(new SetTargetRaidConfig(node, RAID));

        assertThat(target(node)).isEqualTo(RAID);
        refused(new SetTargetRaidConfig(node, Map.of("logical_disks", List.of(Map.of("size_gb", 1)))), "raid_level");
        assertThat(target(node)).isEqualTo(RAID);
        conductor.call(new SetTargetRaidConfig(node, Map.of()));
        assertThat(target(node)).isEmpty();
        conductor.call(new SetTargetRaidConfig(conductor.created("no-raid").uuid(), Map.of()));
        assertThat(conductor.call(new GetRaidLogicalDiskProperties("fake-hardware")))
                .containsKeys("raid_level", "size_gb", "is_root_volume");
    }

    @Test
    void biosSettings_areAppliedByCleaning() {
        var node = conductor.manageable();
        var settings = List.of(Map.of("name", "BootMode", "value", "Uefi"), Map.of("name", "Cores", "value", 4));

        clean(node, Map.of("interface", "bios", "step", "apply_configuration", "args", Map.of("settings", settings)));

        var bios = HardwareStore.of(POSTGRES.database()).bios();
        assertThat(bios.list(node.id()))
                .extracting(it -> it.get(BiosSettingFields.NAME) + "=" + it.get(BiosSettingFields.VALUE))
                .containsExactly("BootMode=Uefi", "Cores=4");
        clean(node, Map.of("interface", "bios", "step", "apply_configuration", "args", Map.of("settings", List.of())));
        assertThat(bios.list(node.id())).isEmpty();
    }

    @Test
    void vendorMethods_areListedAndCalled() {
        var node = conductor.created().uuid();

        assertThat(conductor.call(new GetNodeVendorPassthruMethods(node)))
                .containsOnlyKeys("second_method", "third_method_sync", "fourth_method_shared_lock")
                .containsEntry(
                        "third_method_sync",
                        Map.of(
                                "async", false,
                                "attach", false,
                                "description", "Tells whether the argument bar is meow.",
                                "http_methods", List.of("POST"),
                                "require_exclusive_lock", true));
        assertThat(conductor.call(new VendorPassthru(node, "third_method_sync", "post", Map.of("bar", "meow"))))
                .isEqualTo(Map.of("return", true, "async", false, "attach", false));
        assertThat(conductor.call(new VendorPassthru(node, "third_method_sync", "POST", Map.of("bar", "woof"))))
                .containsEntry("return", false);
        for (var method : List.of("second_method", "fourth_method_shared_lock")) {
            assertThat(conductor.call(new VendorPassthru(node, method, "POST", Map.of("bar", "x"))))
                    .containsEntry("async", true)
                    .containsEntry("return", null);
        }
        refused(new VendorPassthru(node, "second_method", "POST", Map.of()), "'bar' not passed");
        refused(new VendorPassthru(node, "second_method", "GET", Map.of("bar", "x")), "does not support HTTP GET");
        refused(new VendorPassthru(node, "nothing", "POST", Map.of()), "No handler for method nothing");
    }

    @Test
    void vendorMethodsOfADriver_areFewerThanThoseOfItsNodes() {
        assertThat(conductor.call(new GetDriverVendorPassthruMethods("fake-hardware")))
                .isEmpty();
        refused(new DriverVendorPassthru("fake-hardware", "second_method", "POST", Map.of()), "No handler for method");
        assertThatThrownBy(() -> conductor.call(new GetDriverVendorPassthruMethods("nothing")))
                .isInstanceOfSatisfying(
                        FaultException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.DRIVER_NOT_FOUND));
    }

    @Test
    void validate_namesWhatIsMissing() {
        var results = conductor.call(new ValidateNode(
                conductor.created("no-raid", "no-console", "no-bios").uuid()));

        assertThat(results)
                .containsOnlyKeys(
                        "bios",
                        "boot",
                        "console",
                        "deploy",
                        "firmware",
                        "inspect",
                        "management",
                        "network",
                        "power",
                        "raid",
                        "rescue",
                        "storage");
        for (var kind : List.of("raid", "console", "bios")) {
            assertThat(results.get(kind))
                    .containsEntry("result", false)
                    .containsEntry(
                            "reason",
                            "Driver fake-hardware does not support " + kind + " (disabled or not implemented).");
        }
        assertThat(results.get("management")).containsEntry("result", true);
    }

    private static void clean(Node node, Map<String, Object> step) {
        conductor.call(new CleanNode(node.uuid(), List.of(step), null));
        conductor.await(node, it -> it.provisionState() == ProvisionState.MANAGEABLE);
    }

    private static Map<String, Object> target(UUID node) {
        return conductor.now(node).require(NodeFields.TARGET_RAID_CONFIG);
    }

    private static void refused(RpcRequest<?> request, String words) {
        assertThatThrownBy(() -> conductor.call(request)).isInstanceOfSatisfying(FaultException.class, fault -> {
            assertThat(fault.status()).isEqualTo(400);
            assertThat(fault.text()).contains(words);
        });
    }
}
