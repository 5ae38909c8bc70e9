package dev.fettle.driver.pxe;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Option;
import dev.fettle.driver.spi.BootInterface;
import dev.fettle.driver.spi.InfoDocument;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.provision.ProvisionState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Boots the agent over TFTP by pxelinux or GRUB, and instances from their disk ({@code contract/drivers.md} section 7). DHCP is somebody else's:
 * it must hand out the loader. Ethernet ports only.
 */
public final class PxeBoot implements BootInterface {
    private static final String DEPLOY = "deploy_";
    private static final String RESCUE = "rescue_";
    private static final String KERNEL = "kernel";
    private static final String RAMDISK = "ramdisk";
    private static final Map<String, Option<Optional<String>>> CONFIGURED = Map.of(
            DEPLOY + KERNEL, ConductorOptions.DEPLOY_KERNEL,
            DEPLOY + RAMDISK, ConductorOptions.DEPLOY_RAMDISK,
            RESCUE + KERNEL, ConductorOptions.RESCUE_KERNEL,
            RESCUE + RAMDISK, ConductorOptions.RESCUE_RAMDISK);
    private static final String FORCE_PERSISTENT = "force_persistent_boot_device";
    private static final List<String> FORCE_WORDS = List.of("Default", "Always", "Never");
    private static final Set<ProvisionState> HANDS_OFF = Set.of(ProvisionState.ACTIVE, ProvisionState.ADOPTING);

    @Override
    public String name() {
        return "pxe";
    }

    @Override
    public Set<String> capabilities() {
        return Set.of("ramdisk_boot", "pxe_boot");
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                TftpFolder.KERNEL,
                "URL of the kernel of the deploy ramdisk: file, http or https. Required unless configured for all.",
                TftpFolder.RAMDISK,
                "URL of the deploy ramdisk: file, http or https. Required unless configured for all.",
                "rescue_kernel",
                "URL of the kernel of the rescue ramdisk. Default: the deploy kernel, if there is no rescue ramdisk either.",
                "rescue_ramdisk",
                "URL of the rescue ramdisk. Default: the deploy ramdisk, if there is no rescue kernel either.",
                KernelArguments.KEY,
                "Kernel parameters of the ramdisk; %default% stands for the configured ones. Optional.",
                FORCE_PERSISTENT,
                "Whether boot devices are set for all boots: Default (disk only), Always or Never. Optional.");
    }

    @Override
    public void validate(NodeTask task) {
        kernel(task).validate(task);
        ramdisk(task).validate(task);
        KernelArguments.configured(task);
        force(task);
        if (TftpFolder.of(task).macs().isEmpty()) {
            throw new FaultException(
                    FaultCode.MISSING_PARAMETER_VALUE,
                    "Node " + task.node().uuid() + " does not have any port associated with it that may boot by PXE."
                            + " Create a port with its MAC address and pxe_enabled.");
        }
    }

    @Override
    public void prepareRamdisk(NodeTask task, Map<String, String> kernelParameters) {
        validate(task);
        var folder = TftpFolder.of(task);
        var arguments = KernelArguments.of(task, kernelParameters);
        folder.writeConfigs(task, pxelinux(folder, arguments), grub(folder, arguments));
        setBootDevice(task, "pxe", force(task).equals("Always"));
        kernel(task).copyTo(task, folder.create(TftpFolder.KERNEL));
        ramdisk(task).copyTo(task, folder.create(TftpFolder.RAMDISK));
    }

    @Override
    public void cleanUpRamdisk(NodeTask task) {
        task.ensureLockHeld();
        var folder = TftpFolder.of(task);
        folder.removeConfigs();
        folder.removeFiles();
    }

    @Override
    public void prepareInstance(NodeTask task) {
        task.ensureLockHeld();
        TftpFolder.of(task).removeConfigs();
        if (!HANDS_OFF.contains(task.node().provisionState())) {
            setBootDevice(task, "disk", !force(task).equals("Never"));
        }
    }

    @Override
    public void cleanUpInstance(NodeTask task) {
        cleanUpRamdisk(task);
    }

    private static void setBootDevice(NodeTask task, String device, boolean persistent) {
        task.ensureLockHeld();
        task.driver().management().setBootDevice(task, device, persistent);
    }

    private static String pxelinux(TftpFolder folder, String arguments) {
        return """
                default deploy

                label deploy
                kernel %s
                append initrd=%s %s
                ipappend 2
                """.formatted(folder.served(TftpFolder.KERNEL), folder.served(TftpFolder.RAMDISK), arguments);
    }

    private static String grub(TftpFolder folder, String arguments) {
        return """
                set default=deploy
                set timeout=0

                menuentry "deploy" {
                    linux /%s %s
                    initrd /%s
                }
                """.formatted(folder.served(TftpFolder.KERNEL), arguments, folder.served(TftpFolder.RAMDISK));
    }

    private static BootFile kernel(NodeTask task) {
        return file(task, KERNEL);
    }

    private static BootFile ramdisk(NodeTask task) {
        return file(task, RAMDISK);
    }

    /** A rescue has a pair of its own, if one is given anywhere; else that of the deploy does. */
    private static BootFile file(NodeTask task, String part) {
        var rescues = task.node().provisionState() == ProvisionState.RESCUING
                && (isGiven(task, RESCUE + KERNEL) || isGiven(task, RESCUE + RAMDISK));
        return file(task, rescues ? RESCUE : DEPLOY, part);
    }

    private static boolean isGiven(NodeTask task, String key) {
        return info(task).text(key).isPresent() || configured(task, key).isPresent();
    }

    /** The pair of the node, or the pair that is configured; never a mixture. */
    private static BootFile file(NodeTask task, String purpose, String part) {
        var info = info(task);
        var key = purpose + part;
        var own = info.text(purpose + KERNEL).isPresent()
                || info.text(purpose + RAMDISK).isPresent();
        var url = own ? info.text(key) : configured(task, key);
        return url.map(text -> new BootFile(own ? "driver_info/" + key : "[conductor]" + key, text))
                .orElseThrow(
                        () -> info.missing(key, "set it to a file, http or https URL, or configure [conductor]" + key));
    }

    private static Optional<String> configured(NodeTask task, String key) {
        return task.config().get(Objects.requireNonNull(CONFIGURED.get(key)));
    }

    private static InfoDocument info(NodeTask task) {
        return new InfoDocument("driver_info", task.node().driverInfo());
    }

    private static String force(NodeTask task) {
        return info(task).choice(FORCE_PERSISTENT, FORCE_WORDS).orElse("Default");
    }
}
