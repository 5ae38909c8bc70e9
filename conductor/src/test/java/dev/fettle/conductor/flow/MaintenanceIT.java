package dev.fettle.conductor.flow;

import static dev.fettle.conductor.flow.Machine.step;
import static dev.fettle.model.provision.ProvisionState.CLEAN_FAILED;
import static dev.fettle.model.provision.ProvisionState.CLEAN_WAIT;
import static dev.fettle.model.provision.ProvisionState.RESCUE_FAILED;
import static dev.fettle.model.provision.ProvisionState.RESCUE_WAIT;

import dev.fettle.config.ConductorOptions;
import dev.fettle.model.node.NodeFields;
import dev.fettle.testing.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an agent's call does to a node in maintenance. */
class MaintenanceIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @Test
    void heartbeat_whereProvisioningIsAllowed_isOnlyRecorded() {
        try (var stage = new Stage(POSTGRES.database(), "cond-1")) {
            var machine = stage.machine().manageable().plays("erase", "wait").clean(step("deploy", "erase"));
            machine.reaches(CLEAN_WAIT).maintenance(true).heartbeat();
            machine.becomes("recorded", node -> node.internalText("agent_url") != null)
                    .reaches(CLEAN_WAIT);
            machine.maintenance(false).heartbeat().becomes("gone on", node -> node.provisionState() != CLEAN_WAIT);
        }
    }

    @Test
    void heartbeat_whereProvisioningIsNotAllowed_failsTheFlow() {
        try (var stage = new Stage(
                POSTGRES.database(),
                "cond-2",
                usual -> usual.with(ConductorOptions.ALLOW_PROVISIONING_IN_MAINTENANCE, "false"))) {
            var cleaning = stage.machine()
                    .manageable()
                    .plays("prepare_cleaning", "wait")
                    .clean(step("deploy", "erase"));
            cleaning.reaches(CLEAN_WAIT).maintenance(true).heartbeat();
            cleaning.reaches(CLEAN_FAILED).failedWith("maintenance");
            var rescuing =
                    stage.machine().active().plays("rescue", "wait").rescue().reaches(RESCUE_WAIT);
            rescuing.edit(node -> node.with(NodeFields.MAINTENANCE, true)).heartbeat();
            rescuing.reaches(RESCUE_FAILED).failedWith("maintenance");
        }
    }
}
