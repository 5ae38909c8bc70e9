package dev.fettle.conductor.flow;

import static dev.fettle.model.provision.ProvisionState.AVAILABLE;
import static dev.fettle.model.provision.ProvisionState.CLEAN_FAILED;
import static dev.fettle.model.provision.ProvisionState.CLEAN_WAIT;
import static dev.fettle.model.provision.ProvisionState.MANAGEABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.ConductorOptions;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.db.resource.Resources;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.runbook.RunbookFields;
import dev.fettle.model.step.StepSpec;
import dev.fettle.rpc.node.AddNodeTraits;
import dev.fettle.testing.PostgresServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Automated cleaning by runbooks. */
class RunbookCleaningIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static Stage hybrid;
    private static Stage strict;

    @BeforeAll
    static void open() {
        runbook("CUSTOM_BENCH", false, "deploy.weld", "deploy.erase");
        runbook("CUSTOM_RACK", true, "power.power_off", "power.power_on");
        runbook("CUSTOM_WRONG", true, "deploy.erase");
        runbook("CUSTOM_FORBIDDEN", false, "vendor.send_raw", "deploy.weld");
        hybrid = new Stage(
                POSTGRES.database(),
                "cond-1",
                usual -> usual.with(ConductorOptions.AUTOMATED_CLEANING_STEP_SOURCE, "hybrid")
                        .with(
                                ConductorOptions.AUTOMATED_CLEANING_RUNBOOK_BY_RESOURCE_CLASS,
                                "bench: CUSTOM_BENCH, rack:CUSTOM_RACK, wrong:CUSTOM_WRONG, gone:CUSTOM_GONE,"
                                        + "forbidden:CUSTOM_FORBIDDEN")
                        .with(ConductorOptions.CHECK_PROVISION_STATE_INTERVAL, "0"));
        strict = new Stage(
                POSTGRES.database(),
                "cond-2",
                usual -> usual.with(ConductorOptions.AUTOMATED_CLEANING_STEP_SOURCE, "runbook")
                        .with(ConductorOptions.AUTOMATED_CLEANING_RUNBOOK_FROM_NODE, "true")
                        .with(ConductorOptions.AUTOMATED_CLEANING_RUNBOOK_VALIDATE_TRAITS, "false")
                        .with(ConductorOptions.CHECK_PROVISION_STATE_INTERVAL, "0"));
    }

    @AfterAll
    static void close() {
        hybrid.close();
        strict.close();
    }

    @Test
    void runbookOfTheResourceClass_givesTheStepsInItsOrder_onProvideAndAfterUndeploy() {
        var machine = machine(hybrid, "bench", "CUSTOM_BENCH")
                .verb("provide")
                .reaches(AVAILABLE)
                .hasNoError();
        assertThat(cleaned(machine)).containsExactly("deploy.weld", "deploy.erase");
        assertThat(machine.now().internalInfo()).doesNotContainKeys("declarative_cleaning", "clean_steps");

        machine.deploy()
                .reaches(dev.fettle.model.provision.ProvisionState.ACTIVE)
                .edit(node -> node.with(NodeFields.RESOURCE_CLASS, "rack"));
        hybrid.call(new AddNodeTraits(machine.uuid(), List.of("CUSTOM_RACK"), true));
        machine.delete().reaches(AVAILABLE).hasNoError();
        assertThat(cleaned(machine)).containsExactly("power.power_off", "power.power_on");
    }

    @Test
    void hybridWithoutRunbook_goesByPriority() {
        var machine = machine(hybrid, "other").verb("provide").reaches(AVAILABLE);

        assertThat(cleaned(machine)).containsExactly("deploy.erase", "vendor.log_passthrough");
    }

    @Test
    void runbookWithoutRamdisk_bootsNone() {
        machine(hybrid, "rack", "CUSTOM_RACK")
                .plays("prepare_cleaning", "fail")
                .plays("tear_down_cleaning", "fail")
                .verb("provide")
                .reaches(AVAILABLE)
                .hasNoError();
    }

    @Test
    void runbookWithoutRamdisk_whoseStepsNeedOne_fails() {
        machine(hybrid, "wrong", "CUSTOM_WRONG")
                .verb("provide")
                .reaches(CLEAN_FAILED)
                .targets(AVAILABLE)
                .failedWith("need a ramdisk, but disable_ramdisk is set: deploy.erase");
    }

    @Test
    void runbookThatSharesNoTrait_fails() {
        machine(hybrid, "bench", "CUSTOM_RACK")
                .verb("provide")
                .reaches(CLEAN_FAILED)
                .isBlocked(null)
                .failedWith("The runbook CUSTOM_BENCH for automated cleaning shares no trait with node")
                .verb("manage")
                .reaches(MANAGEABLE);
    }

    @Test
    void runbookThatIsGone_fails() {
        machine(hybrid, "gone", "CUSTOM_GONE")
                .verb("provide")
                .reaches(CLEAN_FAILED)
                .failedWith("CUSTOM_GONE for automated cleaning could not be found");
    }

    @Test
    void forbiddenStepOfARunbook_isLeftOut() {
        var machine =
                machine(hybrid, "forbidden", "CUSTOM_FORBIDDEN").verb("provide").reaches(AVAILABLE);

        assertThat(cleaned(machine)).containsExactly("deploy.weld");
    }

    @Test
    void runbookOfTheNode_countsOnlyWhereThatIsAllowed() {
        var allowed = machine(strict, "bench").plays("cleaning_runbook", "CUSTOM_RACK");
        var refused = machine(hybrid, "bench", "CUSTOM_BENCH").plays("cleaning_runbook", "CUSTOM_RACK");

        allowed.verb("provide").reaches(AVAILABLE);
        refused.verb("provide").reaches(AVAILABLE);

        assertThat(cleaned(allowed)).containsExactly("power.power_off", "power.power_on");
        assertThat(cleaned(refused)).containsExactly("deploy.weld", "deploy.erase");
    }

    @Test
    void sourceRunbook_withoutAny_fails() {
        machine(strict, "bench")
                .verb("provide")
                .reaches(CLEAN_FAILED)
                .failedWith("No runbook is named")
                .failedWith("Set [conductor]automated_cleaning_runbook");
    }

    @Test
    void runbookThatIsChangedMeanwhile_changesTheNextCleaningOnly() {
        var name = "CUSTOM_CHANGING";
        var uuid = runbook(name, false, "deploy.erase");
        var machine = machine(strict, "bench")
                .plays("cleaning_runbook", uuid.toString())
                .plays("prepare_cleaning", "wait")
                .verb("provide")
                .reaches(CLEAN_WAIT);
        runbooks().update(uuid, before -> before.with(RunbookFields.STEPS, steps("deploy.weld")));

        machine.heartbeat().reaches(AVAILABLE);

        assertThat(cleaned(machine)).containsExactly("deploy.erase");
    }

    private static Machine machine(Stage stage, String resourceClass, String... traits) {
        var machine = stage.machine().manageable().edit(node -> node.with(NodeFields.RESOURCE_CLASS, resourceClass));
        if (traits.length > 0) {
            stage.call(new AddNodeTraits(machine.uuid(), List.of(traits), true));
        }
        return machine;
    }

    /** What the newest automated cleaning ran. */
    private static List<String> cleaned(Machine machine) {
        return new OperationStore(POSTGRES.database())
                .history(machine.uuid(), 20).stream()
                        .filter(operation -> operation.kind() == OperationKind.CLEAN)
                        .findFirst()
                        .orElseThrow()
                        .steps()
                        .stream()
                        .map(StepSpec::key)
                        .filter(key -> !key.startsWith("conductor."))
                        .toList();
    }

    private static ResourceStore runbooks() {
        return new ResourceStore(POSTGRES.database(), Resources.RUNBOOK_TABLE);
    }

    private static UUID runbook(String name, boolean withoutRamdisk, String... keys) {
        var uuid = UUID.randomUUID();
        runbooks()
                .insert(Values.none(RunbookFields.TABLE)
                        .with(RunbookFields.UUID, uuid)
                        .with(RunbookFields.NAME, name)
                        .with(RunbookFields.TRAITS, List.of(name))
                        .with(RunbookFields.DISABLE_RAMDISK, withoutRamdisk)
                        .with(RunbookFields.STEPS, steps(keys)));
        return uuid;
    }

    /** Written down the other way round than their order. */
    private static List<Object> steps(String... keys) {
        return IntStream.range(0, keys.length)
                .<Object>mapToObj(i -> {
                    var place = keys.length - 1 - i;
                    var step = new LinkedHashMap<String, Object>(Map.of("args", Map.of(), "order", place));
                    step.put("interface", keys[place].substring(0, keys[place].indexOf('.')));
                    step.put("step", keys[place].substring(keys[place].indexOf('.') + 1));
                    return step;
                })
                .toList();
    }
}
