package dev.fettle.driver.agent;

import dev.fettle.driver.spi.AgentWait;
import dev.fettle.driver.spi.DeployInterface;
import dev.fettle.driver.spi.InBandSteps;
import dev.fettle.driver.spi.NetworkInterface.ServiceNetwork;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.step.StepKind;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The deploy interface {@code direct}: an agent in a ramdisk writes the image ({@code contract/drivers.md} section 6). */
public final class AgentDeploy implements DeployInterface {
    private static final Set<ProvisionState> INSTANCE_IS_THERE =
            EnumSet.of(ProvisionState.ACTIVE, ProvisionState.ADOPTING, ProvisionState.UNRESCUING);
    private static final Set<String> LEFT_AS_IT_IS = Set.of("clean failure", "service failure");
    private static final String LOCAL = "local";

    private final InBandSteps inBand;
    private final List<Step> deploySteps;

    /** For {@code ServiceLoader}. */
    public AgentDeploy() {
        this(new AgentClient(new OutboundHttp()), "xorriso");
    }

    /** @param isoProgram name or path of xorriso */
    AgentDeploy(AgentClient agent, String isoProgram) {
        this.inBand = new AgentInBandSteps(agent);
        this.deploySteps = List.of(
                new DeployStep(),
                new WriteImageStep(inBand, new ConfigDrive(new IsoImage(isoProgram))),
                new PrepareInstanceBootStep(agent),
                new TearDownAgentStep(agent),
                new SwitchToTenantNetworkStep(),
                new BootInstanceStep());
    }

    @Override
    public String name() {
        return "direct";
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                "agent_verify_ca",
                        "true, false, or the path of a CA file to know the agent by. Default: [agent] verify_ca.",
                "deploy_forces_oob_reboot", "true: end the agent by the BMC instead of asking it. Default: false.",
                "image_http_proxy", "URL of a proxy for images by http.",
                "image_https_proxy", "URL of a proxy for images by https.",
                "image_no_proxy", "Hosts, with commas between them, that agents reach without a proxy.");
    }

    @Override
    public void validate(NodeTask task) {
        Capabilities.requireAllowedBootMode(task);
        if (task.driver().storage().shouldWriteImage(task)) {
            ImageInfo.validate(task);
            ConfigDrive.validate(task);
        }
    }

    @Override
    public List<Step> steps(StepKind kind) {
        return kind == StepKind.DEPLOY ? deploySteps : List.of();
    }

    @Override
    public Optional<InBandSteps> inBand() {
        return Optional.of(inBand);
    }

    @Override
    public void prepare(NodeTask task) {
        var driver = task.driver();
        if (INSTANCE_IS_THERE.contains(task.node().provisionState())) {
            if (!Capabilities.find(task, "boot_option").orElse(LOCAL).equals(LOCAL)) {
                driver.boot().validate(task);
            }
            driver.boot().prepareInstance(task);
            return;
        }
        driver.network().validate(task);
        task.save(AgentBoot::withoutMarks);
        off(task);
        driver.storage().attachVolumes(task);
        if (driver.storage().shouldWriteImage(task)) {
            driver.network().unconfigureTenantNetworks(task);
            driver.network().addNetwork(task, ServiceNetwork.PROVISIONING);
            task.save(node -> withImageUrl(node, ImageInfo.url(task)));
            driver.boot().prepareRamdisk(task, AgentBoot.parameters(task));
        }
    }

    @Override
    public void cleanUp(NodeTask task) {
        task.driver().boot().cleanUpRamdisk(task);
        task.driver().boot().cleanUpInstance(task);
        task.save(AgentBoot::withoutMarks);
    }

    @Override
    public void tearDown(NodeTask task) {
        off(task);
        task.driver().storage().detachVolumes(task);
        task.driver().network().unconfigureTenantNetworks(task);
        task.driver().network().removeNetwork(task, ServiceNetwork.PROVISIONING);
        task.driver().network().removeNetwork(task, ServiceNetwork.SERVICING);
    }

    @Override
    public StepOutcome prepareCleaning(NodeTask task) {
        if (AgentBoot.hasCalled(task)) {
            return StepOutcome.done();
        }
        AgentBoot.ensure(task, () -> {
            task.driver().network().addNetwork(task, ServiceNetwork.CLEANING);
            task.driver().boot().prepareRamdisk(task, AgentBoot.parameters(task));
        });
        return StepOutcome.waiting(AgentWait.atMost(task, StepKind.CLEAN), "the agent to boot and call");
    }

    /** A machine that failed in the middle of a step stays on, for people to look at. */
    @Override
    public void tearDownCleaning(NodeTask task) {
        if (!isLeftAsItIs(task)) {
            off(task);
        }
        task.driver().boot().cleanUpRamdisk(task);
        task.driver().network().removeNetwork(task, ServiceNetwork.CLEANING);
        task.save(AgentBoot::withoutMarks);
    }

    @Override
    public StepOutcome prepareService(NodeTask task) {
        if (AgentBoot.hasCalled(task)) {
            return StepOutcome.done();
        }
        AgentBoot.outOfInstance(task, ServiceNetwork.SERVICING);
        return StepOutcome.waiting(AgentWait.atMost(task, StepKind.SERVICE), "the agent to boot and call");
    }

    /** A machine that failed in the middle of a step does not get its instance back, for people to look at. */
    @Override
    public void tearDownService(NodeTask task) {
        if (isLeftAsItIs(task)) {
            task.driver().boot().cleanUpRamdisk(task);
            task.save(AgentBoot::withoutMarks);
        } else {
            AgentBoot.backToInstance(task, ServiceNetwork.SERVICING);
        }
    }

    private static boolean isLeftAsItIs(NodeTask task) {
        var fault = task.node().get(NodeFields.FAULT);
        return fault != null && LEFT_AS_IT_IS.contains(fault);
    }

    private static void off(NodeTask task) {
        if (!task.node().powerOffDisabled()) {
            NodePower.off(task);
        }
    }

    private static Node withImageUrl(Node node, String url) {
        var info = new LinkedHashMap<>(node.instanceInfo());
        info.put("image_url", url);
        return node.with(NodeFields.INSTANCE_INFO, info);
    }
}
