package dev.fettle.driver.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.driver.spi.DriverInterface;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class RedfishServiceTest {
    @Test
    void interfacesAreFoundByServiceLoader() {
        assertThat(ServiceLoader.load(DriverInterface.class))
                .extracting(found -> found.kind().word() + " " + found.name())
                .contains(
                        "power redfish",
                        "management redfish",
                        "boot redfish-virtual-media",
                        "inspect redfish",
                        "deploy direct");
    }
}
