package dev.fettle.driver.agent;

import dev.fettle.driver.spi.AgentWait;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Has the agent install a boot loader where that is needed, then makes the disk the boot device. Each run looks how far the agent is.
 */
final class PrepareInstanceBootStep implements Step {
    private static final String INSTALL = "install_bootloader";
    private static final int MAX_INSTALLS = 2;

    private final AgentClient agent;

    PrepareInstanceBootStep(AgentClient agent) {
        this.agent = agent;
    }

    @Override
    public StepSpec spec() {
        return DeploySteps.PREPARE_INSTANCE_BOOT;
    }

    @Override
    public Resume resume() {
        return Resume.RUN_AGAIN;
    }

    @Override
    public StepOutcome run(NodeTask task, Map<String, Object> args) {
        if (task.driver().storage().shouldWriteImage(task) && needsBootLoader(task)) {
            var outcome = ensureBootLoader(task);
            if (!(outcome instanceof StepOutcome.Done)) {
                return outcome;
            }
        }
        bootFromDisk(task);
        return StepOutcome.done();
    }

    /** Changes nothing; when the agent is not at work, the next run finds out what is left to do. */
    @Override
    public StepOutcome observe(NodeTask task, Map<String, Object> args) {
        if (!task.driver().storage().shouldWriteImage(task) || !needsBootLoader(task)) {
            return new StepOutcome.NotStarted();
        }
        if (!AgentAddress.isKnown(task)) {
            return waiting(task);
        }
        try {
            var running = agent.newestAction(task).filter(AgentCommand::running);
            return running.isPresent() ? waiting(task) : new StepOutcome.NotStarted();
        } catch (FaultException fault) {
            if (isPassing(fault)) {
                return waiting(task);
            }
            throw fault;
        }
    }

    private static boolean needsBootLoader(NodeTask task) {
        return !ImageInfo.isWholeDisk(task) || Capabilities.bootMode(task).equals("uefi");
    }

    private StepOutcome ensureBootLoader(NodeTask task) {
        if (!AgentAddress.isKnown(task)) {
            return waiting(task);
        }
        try {
            var installs = agent.commands(task).stream()
                    .filter(command -> command.name().equals(INSTALL))
                    .toList();
            if (installs.isEmpty()) {
                return install(task, Capabilities.bootMode(task));
            }
            return switch (installs.getLast().status()) {
                case RUNNING -> waiting(task);
                case SUCCEEDED -> StepOutcome.done();
                case FAILED, VERSION_MISMATCH -> retryOrFail(task, installs);
            };
        } catch (FaultException fault) {
            if (isPassing(fault)) {
                return waiting(task);
            }
            throw fault;
        }
    }

    private static boolean isPassing(FaultException fault) {
        return fault.code() == FaultCode.AGENT_IN_PROGRESS || fault.code() == FaultCode.AGENT_CONNECTION_FAILED;
    }

    /** Agents of older releases do not know the boot mode as an argument. */
    private StepOutcome retryOrFail(NodeTask task, List<AgentCommand> installs) {
        if (installs.size() < MAX_INSTALLS) {
            return install(task, null);
        }
        return StepOutcome.failed(
                FaultCode.INSTANCE_DEPLOY_FAILURE,
                "The agent cannot install a boot loader: " + installs.getLast().reason() + ".",
                "Check that the image fits the boot mode " + Capabilities.bootMode(task) + ".");
    }

    private StepOutcome install(NodeTask task, @org.jspecify.annotations.Nullable String bootMode) {
        var uuids = agent.ask(task, "standby.get_partition_uuids", Map.of()).result();
        var root = uuids.path("root uuid").textValue();
        if (root != null && !Objects.equals(root, task.node().internalText("root_uuid_or_disk_id"))) {
            task.save(node -> node.withInternal("root_uuid_or_disk_id", root));
        }
        var params = new LinkedHashMap<String, Object>();
        params.put("root_uuid", root);
        params.put(
                "efi_system_part_uuid", uuids.path("efi system partition uuid").textValue());
        params.put("prep_boot_part_uuid", uuids.path("PReP Boot partition uuid").textValue());
        if (bootMode != null) {
            params.put("target_boot_mode", bootMode);
        }
        agent.start(task, "image." + INSTALL, params);
        return waiting(task);
    }

    private static void bootFromDisk(NodeTask task) {
        var management = task.driver().management();
        if (management.supportedBootDevices(task).contains("disk") && !ordersItsOwnDisks(task)) {
            management.setBootDevice(task, "disk", true);
        }
        task.driver().boot().prepareInstance(task);
    }

    /** Lenovo machines in UEFI mode put the new entry first by themselves, and an override would hide it. */
    private static boolean ordersItsOwnDisks(NodeTask task) {
        var vendor =
                Objects.toString(task.node().properties().get("vendor"), "").toLowerCase(Locale.ROOT);
        return vendor.contains("lenovo") && Capabilities.bootMode(task).equals("uefi");
    }

    private static StepOutcome waiting(NodeTask task) {
        return StepOutcome.waiting(AgentWait.atMost(task, StepKind.DEPLOY), "the agent to install a boot loader");
    }
}
