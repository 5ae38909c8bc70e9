package dev.fettle.driver.noop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.NetworkInterface.ServiceNetwork;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class NoopInterfacesTest {
    private final TestNodeTask task = new TestNodeTask();

    @Test
    void no_refusesInValidate() {
        var found = ServiceLoader.load(DriverInterface.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.name().startsWith("no-"))
                .toList();
        assertThat(found)
                .extracting(DriverInterface::name)
                .containsExactlyInAnyOrder(
                        "no-bios", "no-console", "no-firmware", "no-inspect", "no-raid", "no-rescue", "no-vendor");
        for (var one : found) {
            assertThat(one.name()).isEqualTo("no-" + one.kind().word());
            assertUnsupported(() -> one.validate(task), one.kind().word());
        }
    }

    @Test
    void noInspect_refusesEveryOperation() {
        assertUnsupported(() -> new NoInspect().inspect(task), "inspect");
        assertUnsupported(() -> new NoInspect().abort(task), "inspect");
    }

    @Test
    void noConsoleRaidAndVendor_refuseEveryOperation() {
        var console = new NoConsole();
        assertUnsupported(() -> console.start(task), "console");
        assertUnsupported(() -> console.stop(task), "console");
        assertUnsupported(() -> console.console(task), "console");
        assertUnsupported(() -> new NoRaid().validateConfig(task, Map.of("x", 1)), "raid");
        assertUnsupported(() -> new NoRaid().logicalDiskProperties("test"), "raid");
        assertUnsupported(() -> new NoVendor().nodeMethods("test"), "vendor");
        assertUnsupported(() -> new NoVendor().driverMethods("test"), "vendor");
    }

    @Test
    void noBiosAndFirmware_haveNothingToKeep() {
        new NoBios().cacheSettings(task);
        new NoFirmware().cacheComponents(task);
        assertThat(task.records().biosSettings()).isEmpty();
        assertThat(task.records().firmware()).isEmpty();
    }

    @Test
    void noopNetwork_keepsNothing() {
        var network = new NoopNetwork();
        var before = task.node();
        network.attachVif(task, Map.of("id", "b1"));
        assertThat(network.vifs(task)).isEmpty();
        network.detachVif(task, "b1");
        network.addNetwork(task, ServiceNetwork.CLEANING);
        network.removeNetwork(task, ServiceNetwork.CLEANING);
        assertThat(task.node()).isEqualTo(before);
    }

    @Test
    void noopStorage_writesTheImage() {
        assertThat(new NoopStorage().shouldWriteImage(task)).isTrue();
    }

    private void assertUnsupported(Runnable call, String feature) {
        assertThatThrownBy(call::run)
                .isInstanceOf(FaultException.class)
                .hasMessage("Driver " + task.node().driver() + " does not support " + feature
                        + " (disabled or not implemented).")
                .satisfies(
                        e -> assertThat(((FaultException) e).code()).isEqualTo(FaultCode.UNSUPPORTED_DRIVER_EXTENSION));
    }
}
