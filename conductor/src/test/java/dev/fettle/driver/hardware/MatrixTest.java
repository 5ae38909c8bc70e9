package dev.fettle.driver.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.driver.spi.HardwareType;
import dev.fettle.model.InterfaceKind;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matrix of {@code contract/drivers.md} section 2, row by row. */
class MatrixTest {
    private static final String D = "autodetect direct ansible ramdisk anaconda bootc custom-agent";
    private static final List<HardwareType> TYPES =
            List.of(new FakeHardware(), new ManualManagementHardware(), new IpmiHardware(), new RedfishHardware());

    @ParameterizedTest
    @CsvSource({
        "BIOS,fake no-bios,no-bios,no-bios,redfish no-bios",
        "BOOT,fake ipxe pxe http-ipxe http,ipxe pxe http-ipxe http,ipxe pxe http-ipxe http,"
                + "ipxe pxe http-ipxe http redfish-virtual-media redfish-https",
        "CONSOLE,fake no-console fake-graphical,no-console fake-graphical,ipmitool-socat no-console fake-graphical,"
                + "redfish-graphical ipmitool-socat no-console fake-graphical",
        "DEPLOY,fake D,D noop,D,D",
        "FIRMWARE,fake no-firmware,no-firmware,no-firmware,redfish no-firmware",
        "INSPECT,fake agent no-inspect,agent no-inspect,agent no-inspect,redfish agent no-inspect",
        "MANAGEMENT,fake,noop fake,ipmitool noop,redfish noop",
        "NETWORK,flat neutron ironic-networking noop,flat neutron ironic-networking noop,"
                + "flat neutron ironic-networking noop,flat neutron ironic-networking noop",
        "POWER,fake,agent fake,ipmitool,redfish",
        "RAID,fake no-raid agent,no-raid agent,no-raid agent,redfish no-raid agent",
        "RESCUE,fake no-rescue agent,no-rescue agent,no-rescue agent,no-rescue agent",
        "STORAGE,fake noop cinder external,noop cinder external,noop cinder external,noop cinder external",
        "VENDOR,fake no-vendor,no-vendor,ipmitool no-vendor,redfish no-vendor"
    })
    void supported_isAsInTheReference(InterfaceKind kind, String fake, String manual, String ipmi, String redfish) {
        var rows = Stream.of(fake, manual, ipmi, redfish).iterator();
        for (var type : TYPES) {
            var names = Arrays.asList(rows.next().replace("D", D).split(" "));
            assertThat(type.supported(kind)).as(type.name()).isEqualTo(names);
        }
    }

    @Test
    void allTypes_areListedAsServices() {
        assertThat(ServiceLoader.load(HardwareType.class))
                .extracting(HardwareType::name)
                .containsExactlyInAnyOrder("fake-hardware", "manual-management", "ipmi", "redfish");
    }

    @Test
    void onlyFakeHardware_takesAnyInterface() {
        assertThat(TYPES)
                .filteredOn(HardwareType::takesAnyInterface)
                .extracting(HardwareType::name)
                .containsExactly("fake-hardware");
    }
}
