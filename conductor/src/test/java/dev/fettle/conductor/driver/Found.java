package dev.fettle.conductor.driver;

import dev.fettle.config.Configuration;
import dev.fettle.driver.spi.DeployInterface;
import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.HardwareType;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.InterfaceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** What this module ships, with a stand-in for each agent interface that it may be built without. */
final class Found {
    private Found() {}

    static DriverCatalog catalog(Configuration config) {
        return DriverCatalog.of(config, ServiceLoader.load(HardwareType.class), interfaces());
    }

    private static List<DriverInterface> interfaces() {
        var found = new ArrayList<DriverInterface>();
        ServiceLoader.load(DriverInterface.class).forEach(found::add);
        if (found.stream()
                .noneMatch(
                        one -> one.kind() == InterfaceKind.DEPLOY && one.name().equals("direct"))) {
            found.add(new Direct());
        }
        return found;
    }

    /** Only its name is used. */
    private record Direct() implements DeployInterface {
        @Override
        public String name() {
            return "direct";
        }

        @Override
        public void prepare(NodeTask task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void cleanUp(NodeTask task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void tearDown(NodeTask task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StepOutcome prepareCleaning(NodeTask task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void tearDownCleaning(NodeTask task) {
            throw new UnsupportedOperationException();
        }
    }
}
