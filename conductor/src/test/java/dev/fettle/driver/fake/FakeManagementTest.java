package dev.fettle.driver.fake;

import dev.fettle.driver.spi.ManagementInterface;
import dev.fettle.driver.spi.ManagementInterfaceContract;
import dev.fettle.driver.spi.TestNodeTask;

class FakeManagementTest implements ManagementInterfaceContract {
    private final ManagementInterface management = new FakeManagement();
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
