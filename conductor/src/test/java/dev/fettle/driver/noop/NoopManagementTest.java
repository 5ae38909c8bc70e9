package dev.fettle.driver.noop;

import dev.fettle.driver.spi.ManagementInterface;
import dev.fettle.driver.spi.ManagementInterfaceContract;
import dev.fettle.driver.spi.TestNodeTask;

class NoopManagementTest implements ManagementInterfaceContract {
    private final ManagementInterface management = new NoopManagement();
    private final TestNodeTask task = new TestNodeTask().with(management);

    @Override
    public ManagementInterface management() {
        return management;
    }

    @Override
    public TestNodeTask task() {
        return task;
    }

    @Override
    public boolean remembersBootDevice() {
        return false;
    }
}
