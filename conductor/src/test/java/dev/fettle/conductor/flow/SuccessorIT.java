package dev.fettle.conductor.flow;

import static dev.fettle.conductor.flow.Machine.step;
import static dev.fettle.model.provision.ProvisionState.ACTIVE;
import static dev.fettle.model.provision.ProvisionState.CLEAN_HOLD;
import static dev.fettle.model.provision.ProvisionState.CLEAN_WAIT;
import static dev.fettle.model.provision.ProvisionState.MANAGEABLE;
import static dev.fettle.model.provision.ProvisionState.RESCUED;
import static dev.fettle.model.provision.ProvisionState.RESCUE_WAIT;
import static dev.fettle.model.provision.ProvisionState.SERVICE_FAILED;
import static dev.fettle.model.provision.ProvisionState.SERVICE_WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.operation.Resumption;
import dev.fettle.model.node.NodeFields;
import dev.fettle.testing.PostgresServer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What rests when a conductor leaves is gone on with by another one. */
class SuccessorIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @Test
    void whatRests_isGoneOnWithByAnotherConductor() {
        Machine hold;
        Machine pause;
        Machine rescue;
        Machine service;
        Machine late;
        long first;
        try (var one = new Stage(POSTGRES.database(), "cond-1")) {
            hold = one.machine().manageable().clean(step("power", "hold")).reaches(CLEAN_HOLD);
            pause = one.machine().manageable().clean(step("power", "wait", Map.of("seconds", 3)));
            rescue = one.machine().active().plays("rescue", "wait").rescue().reaches(RESCUE_WAIT);
            service = one.machine()
                    .active()
                    .plays("polish", "wait")
                    .service(step("deploy", "polish"))
                    .reaches(SERVICE_WAIT);
            late = one.machine()
                    .active()
                    .plays("polish", "wait")
                    .service(step("deploy", "polish"))
                    .reaches(SERVICE_WAIT);
            pause.reaches(CLEAN_WAIT);
            first = affinity(hold);
        }
        try (var two = new Stage(POSTGRES.database(), "cond-2")) {
            two.machine(hold.uuid()).verb("unhold").reaches(MANAGEABLE).hasNoError();
            assertThat(affinity(hold)).as("the conductor that went on").isNotEqualTo(first);
            two.machine(rescue.uuid()).heartbeat().reaches(RESCUED).hasNoError();
            two.machine(service.uuid()).heartbeat().reaches(ACTIVE).hasNoError();
            two.machine(late.uuid()).verb("abort").reaches(ACTIVE).failedWith("By request");
            two.machine(pause.uuid()).reaches(MANAGEABLE).hasNoError();
            two.machine(late.uuid())
                    .plays("polish", "fail")
                    .service(step("deploy", "polish"))
                    .reaches(SERVICE_FAILED);
        }
    }

    @Test
    void conductorThatDiesRightAfterUnhold_doesNotMakeTheNextOneHoldAgain() {
        try (var stage = new Stage(POSTGRES.database(), "cond-3")) {
            var machine =
                    stage.machine().manageable().clean(step("power", "hold")).reaches(CLEAN_HOLD);
            goOnWithADeadConductor(machine, true);
            machine.reaches(MANAGEABLE).hasNoError();
        }
    }

    @Test
    void conductorThatDiesBeforeItRests_holdsInTheNextOne() {
        try (var stage = new Stage(POSTGRES.database(), "cond-4")) {
            var machine =
                    stage.machine().manageable().clean(step("power", "hold")).reaches(CLEAN_HOLD);
            goOnWithADeadConductor(machine, false);
            machine.reaches(CLEAN_HOLD).targets(MANAGEABLE).verb("unhold").reaches(MANAGEABLE);
        }
    }

    /** Leaves the rows as a conductor does that was killed while it ran the hold step, or right after it was ended. */
    private static void goOnWithADeadConductor(Machine machine, boolean released) {
        var operations = new OperationStore(POSTGRES.database());
        var waiting = operations.waiting(machine.uuid()).orElseThrow();
        var note = waiting.uuid() + "/" + waiting.cursor();
        var node = machine.now();
        var busy =
                node.with(NodeFields.PROVISION_STATE, "cleaning").withInternal("released_step", released ? note : null);
        var changes = busy.values().changesFrom(node.values());
        assertThat(operations.resume(waiting.id(), "cond-dead", changes, Optional.empty()))
                .isInstanceOf(Resumption.Resumed.class);
    }

    private static long affinity(Machine machine) {
        var id = machine.now().get(NodeFields.CONDUCTOR_AFFINITY);
        assertThat(id).isNotNull();
        return id == null ? 0 : id;
    }
}
