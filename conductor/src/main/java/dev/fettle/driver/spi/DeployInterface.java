package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;
import java.util.Optional;

/**
 * Puts an instance on a machine and takes it off. Its deploy steps come from {@link #steps}; the methods here surround them.
 * All are idempotent: a conductor may have died in any of them.
 */
public interface DeployInterface extends DriverInterface {

    @Override
    default InterfaceKind kind() {
        return InterfaceKind.DEPLOY;
    }

    /** Before the first deploy step: power, networks, boot preparation. */
    void prepare(NodeTask task);

    /** After the last deploy step or a failure: removes what prepare made. */
    void cleanUp(NodeTask task);

    /** Takes the instance off: power off, networks away. */
    void tearDown(NodeTask task);

    /** Boots the agent for cleaning; {@code Waiting} until it calls, {@code Done} when none is needed or it is up. */
    StepOutcome prepareCleaning(NodeTask task);

    void tearDownCleaning(NodeTask task);

    /** Takes the machine from its tenant and boots the agent for service steps; {@code Waiting} until it calls. */
    default StepOutcome prepareService(NodeTask task) {
        return StepOutcome.done();
    }

    /** Gives the machine back to its tenant, as it was. */
    default void tearDownService(NodeTask task) {}

    /** How to reach the agent's own steps; empty for interfaces without an agent. */
    default Optional<InBandSteps> inBand() {
        return Optional.empty();
    }
}
