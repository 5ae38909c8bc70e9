package dev.fettle.conductor.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.ConductorOptions;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.power.PowerState;
import dev.fettle.testing.PostgresServer;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of machines whose power is not as stored ({@code contract/conductor.md} section 7). */
class PowerSyncIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    /** Drives machines to the stored state. */
    private static Stage forcing;

    /** Stores the state of the machines; works on nodes of a conductor group of its own. */
    private static Stage following;

    @BeforeAll
    static void start() {
        forcing = stage("forcing", "", "true");
        following = stage("following", "follows", "false");
    }

    @AfterAll
    static void stop() {
        forcing.close();
        following.close();
    }

    @Test
    void sync_stateNeverRead_isStored() {
        var machine = forcing.machine().manageable();
        machine.edit(node -> node.with(NodeFields.POWER_STATE, null));
        machine.becomes("known", node -> node.powerState().equals(Optional.of(PowerState.OFF)));
    }

    @Test
    void sync_machineThatDiffers_isDrivenToTheStoredState() {
        var machine = forcing.machine().manageable().plays("machine_power", "power on");
        machine.becomes("given up", PowerSyncIT::givenUp)
                .becomes("stored as it is", node -> node.powerState().equals(Optional.of(PowerState.ON)))
                .becomes(
                        "told why", node -> node.get(NodeFields.LAST_ERROR).contains("however often it was corrected"));
    }

    @Test
    void sync_whereNothingIsForced_storesTheMachinesState() {
        var machine = following
                .machine()
                .edit(node -> node.with(NodeFields.CONDUCTOR_GROUP, "follows"))
                .manageable()
                .plays("machine_power", "power on");
        machine.becomes("stored", node -> node.powerState().equals(Optional.of(PowerState.ON)));
        assertThat(machine.now().maintenance()).isFalse();
    }

    @Test
    void sync_machineThatDoesNotAnswer_isGivenUpAndComesBackByItself() {
        var machine = forcing.machine().manageable().plays("read_power", "fail");
        machine.becomes("given up", PowerSyncIT::givenUp)
                .becomes("in maintenance", Node::maintenance)
                .becomes("not known", node -> node.powerState().isEmpty());
        machine.plays("read_power", "done")
                .becomes("out of maintenance", node -> !node.maintenance() && node.get(NodeFields.FAULT) == null)
                .becomes("known", node -> node.powerState().isPresent());
    }

    @Test
    void sync_nodeThatWasNeverManaged_isLeftAlone() {
        var left = forcing.machine().plays("machine_power", "power on");
        var seen = forcing.machine().manageable().plays("machine_power", "power on");
        seen.becomes("given up, so that rounds went by", PowerSyncIT::givenUp);
        assertThat(left.now().powerState()).isEmpty();
        assertThat(left.now().maintenance()).isFalse();
    }

    private static Stage stage(String host, String group, String forces) {
        return new Stage(
                POSTGRES.database(),
                host,
                usual -> usual.with(ConductorOptions.CONDUCTOR_GROUP, group)
                        .with(ConductorOptions.SYNC_POWER_STATE_INTERVAL, "0.1")
                        .with(ConductorOptions.POWER_FAILURE_RECOVERY_INTERVAL, "0.1")
                        .with(ConductorOptions.FORCE_POWER_STATE_DURING_SYNC, forces));
    }

    private static boolean givenUp(Node node) {
        return "power failure".equals(node.get(NodeFields.FAULT));
    }
}
