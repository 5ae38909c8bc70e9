package dev.fettle.conductor.step;

import dev.fettle.conductor.driver.DriverCatalog;
import dev.fettle.conductor.lock.Pause;
import dev.fettle.conductor.membership.Lease;
import dev.fettle.config.Configuration;
import dev.fettle.db.hardware.HardwareStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.port.PortStore;
import java.time.Clock;

/** What every task on a node needs; made once per conductor. */
public record TaskTools(
        NodeStore nodes,
        PortStore ports,
        HardwareStore hardware,
        DriverCatalog drivers,
        Configuration config,
        Lease lease,
        Clock clock,
        Pause pause) {}
