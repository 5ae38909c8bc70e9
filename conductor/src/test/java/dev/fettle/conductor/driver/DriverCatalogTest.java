package dev.fettle.conductor.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.config.Option;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DriverCatalogTest {
    private static final Configuration CONFIG = Configuration.defaults()
            .with(DefaultOptions.ENABLED_HARDWARE_TYPES, "fake-hardware,manual-management,ipmi")
            .with(DefaultOptions.ENABLED_BOOT_INTERFACES, "fake,pxe")
            .with(DefaultOptions.ENABLED_DEPLOY_INTERFACES, "fake,direct")
            .with(DefaultOptions.ENABLED_INSPECT_INTERFACES, "fake,no-inspect")
            .with(DefaultOptions.ENABLED_VENDOR_INTERFACES, "fake,no-vendor,ipmitool");

    private final DriverCatalog catalog = DriverCatalog.load(CONFIG);

    @Test
    void hardwareTypes_areTheEnabledOnesInOrder() {
        assertThat(catalog.hardwareTypes()).containsExactly("fake-hardware", "manual-management", "ipmi");
    }

    @Test
    void defaultInterface_isTheFirstSupportedOneThatIsEnabled() {
        assertThat(catalog.defaultInterface("fake-hardware", InterfaceKind.VENDOR))
                .isEqualTo("fake");
        assertThat(catalog.defaultInterface("ipmi", InterfaceKind.VENDOR)).isEqualTo("ipmitool");
        assertThat(catalog.defaultInterface("manual-management", InterfaceKind.VENDOR))
                .isEqualTo("no-vendor");
        assertThat(catalog.defaultInterface("ipmi", InterfaceKind.BOOT)).isEqualTo("pxe");
        assertThat(catalog.defaultInterface("fake-hardware", InterfaceKind.STORAGE))
                .as("[DEFAULT] default_storage_interface")
                .isEqualTo("noop");
    }

    @Test
    void enabledFor_listsBestFirst() {
        assertThat(catalog.enabledFor("ipmi", InterfaceKind.MANAGEMENT)).containsExactly("ipmitool", "noop");
        assertThat(catalog.enabledFor("manual-management", InterfaceKind.VENDOR))
                .containsExactly("no-vendor");
        assertThat(catalog.enabledFor("fake-hardware", InterfaceKind.VENDOR))
                .containsExactly("fake", "no-vendor", "ipmitool");
    }

    @Test
    void enabled_unset_isTheFirstThatEachTypeSupports() {
        assertThat(catalog.enabledFor("fake-hardware", InterfaceKind.POWER)).containsExactly("fake", "ipmitool");
        assertThat(catalog.enabledFor("fake-hardware", InterfaceKind.MANAGEMENT))
                .containsExactly("fake", "noop", "ipmitool");
    }

    @Test
    void configuredDefault_winsOverTheOrder() {
        var other = DriverCatalog.load(CONFIG.with(DefaultOptions.DEFAULT_VENDOR_INTERFACE, "no-vendor"));
        assertThat(other.defaultInterface("fake-hardware", InterfaceKind.VENDOR))
                .isEqualTo("no-vendor");
        assertThat(other.defaultInterface("ipmi", InterfaceKind.VENDOR)).isEqualTo("no-vendor");
    }

    @Test
    void fillDefaults_fillsWhatIsMissingOnly() {
        var node =
                catalog.fillDefaults(node("fake-hardware").with(NodeFields.interfaceOf(InterfaceKind.BIOS), "no-bios"));
        assertThat(node.interfaceName(InterfaceKind.BIOS)).isEqualTo("no-bios");
        assertThat(node.interfaceName(InterfaceKind.POWER)).isEqualTo("fake");
        for (var kind : InterfaceKind.values()) {
            assertThat(node.interfaceName(kind)).as(kind.word()).isNotBlank();
        }
    }

    @Test
    void compose_takesFieldsThenDefaults() {
        var driver = catalog.compose(node("ipmi").with(NodeFields.interfaceOf(InterfaceKind.MANAGEMENT), "noop"));
        assertThat(driver.hardwareType()).isEqualTo("ipmi");
        assertThat(driver.management().name()).isEqualTo("noop");
        assertThat(driver.power().name()).isEqualTo("ipmitool");
        for (var kind : InterfaceKind.values()) {
            assertThat(driver.get(kind).kind()).isEqualTo(kind);
        }
    }

    @Test
    void compose_instanceInfoOverridesTheField() {
        var node = node("ipmi").with(NodeFields.INSTANCE_INFO, Map.of("management_interface", "noop"));
        assertThat(catalog.compose(node).management().name()).isEqualTo("noop");
    }

    @Test
    void compose_sameInterfaces_givesTheSameDriver() {
        assertThat(catalog.compose(node("ipmi"))).isSameAs(catalog.compose(catalog.fillDefaults(node("ipmi"))));
    }

    @Test
    void compose_fakeHardware_takesAnyEnabledInterface() {
        var node = node("fake-hardware").with(NodeFields.interfaceOf(InterfaceKind.POWER), "ipmitool");
        assertThat(catalog.compose(node).power().name()).isEqualTo("ipmitool");
    }

    @Test
    void compose_unknownHardwareType_is404() {
        assertFault(
                () -> catalog.compose(node("toaster")),
                FaultCode.DRIVER_NOT_FOUND,
                "Could not find the following driver(s) or hardware type(s): toaster.");
        assertFault(() -> catalog.compose(node("redfish")), FaultCode.DRIVER_NOT_FOUND, "redfish");
        assertFault(() -> catalog.fillDefaults(node("toaster")), FaultCode.DRIVER_NOT_FOUND, "toaster");
        assertFault(() -> catalog.properties("toaster"), FaultCode.DRIVER_NOT_FOUND, "toaster");
    }

    @Test
    void compose_unknownOrDisabledInterface_is400AndListsTheValidOnes() {
        for (var name : new String[] {"toaster", "ipxe"}) {
            var node = node("ipmi").with(NodeFields.interfaceOf(InterfaceKind.BOOT), name);
            assertFault(
                    () -> catalog.compose(node),
                    FaultCode.INTERFACE_NOT_FOUND,
                    "Could not find the following interface in the 'ironic.hardware.interfaces.boot' entrypoint: "
                            + name + ". Valid interfaces are [fake, pxe].");
        }
    }

    @Test
    void compose_unsupportedInterface_is400() {
        var node = node("ipmi").with(NodeFields.interfaceOf(InterfaceKind.BOOT), "fake");
        assertFault(
                () -> catalog.compose(node),
                FaultCode.INCOMPATIBLE_INTERFACE,
                "boot interface implementation 'fake' is not supported by hardware type ipmi.");
    }

    @Test
    void start_withoutAnInterfaceOfSomeKind_isRefused() {
        var config = CONFIG.with(DefaultOptions.ENABLED_BOOT_INTERFACES, "fake");
        assertFault(
                () -> DriverCatalog.load(config),
                FaultCode.NO_VALID_DEFAULT_FOR_INTERFACE,
                "no default value found for boot interface",
                "enabled_boot_interfaces",
                "ipxe, pxe");
    }

    @Test
    void start_withAnUnsupportedDefault_isRefused() {
        var config = CONFIG.with(DefaultOptions.DEFAULT_MANAGEMENT_INTERFACE, "ipmitool");
        assertFault(
                () -> DriverCatalog.load(config),
                FaultCode.NO_VALID_DEFAULT_FOR_INTERFACE,
                "manual-management",
                "default_management_interface asks for ipmitool");
    }

    @Test
    void start_withUnknownNames_isRefusedAndListsWhatExists() {
        assertRefused(DefaultOptions.ENABLED_HARDWARE_TYPES, "ipmi,toaster", "toaster", "fake-hardware, ipmi");
        assertRefused(DefaultOptions.ENABLED_HARDWARE_TYPES, "", "enabled_hardware_types is empty");
        assertRefused(
                DefaultOptions.ENABLED_POWER_INTERFACES,
                "toaster",
                "enabled_power_interfaces",
                "toaster",
                "fake, ipmitool");
    }

    @Test
    void start_withTheDefaults_works() {
        var defaults = DriverCatalog.load(Configuration.defaults());
        assertThat(defaults.hardwareTypes()).containsExactly("fake-hardware", "ipmi", "redfish");
        assertThat(defaults.compose(node("redfish")).deploy().name()).isEqualTo("direct");
        assertThat(defaults.compose(node("ipmi")).boot().name()).isEqualTo("pxe");
    }

    @Test
    void properties_areThoseOfTheDefaultInterfaces() {
        assertThat(catalog.properties("ipmi")).containsKeys("ipmi_address", "ipmi_password", "deploy_kernel");
        assertThat(catalog.properties("fake-hardware")).isEmpty();
    }

    private static void assertRefused(Option<?> option, String text, String... parts) {
        var config = CONFIG.with(option, text);
        assertThatThrownBy(() -> DriverCatalog.load(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }

    private static void assertFault(ThrowingCallable call, FaultCode code, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(FaultException.class)
                .satisfies(e -> assertThat(((FaultException) e).code()).isEqualTo(code))
                .hasMessageContainingAll(parts);
    }

    private static Node node(String driver) {
        return new TestNodeTask().node().with(NodeFields.DRIVER, driver);
    }
}
