package dev.fettle.driver.agent;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.DeployOptions;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.NetworkInterface.ServiceNetwork;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.node.Node;
import dev.fettle.model.power.PowerState;
import java.util.Map;

/**
 * Boots a machine into the ramdisk once. That it was begun is saved while the machine is off, so whoever goes on after a crash knows whether
 * the power on is still to come, and nobody power-cycles a machine that boots already.
 */
final class AgentBoot {
    /** When a deployed instance was first powered on; while it is set nobody does so again. */
    static final String INSTANCE_BOOT = "instance_boot_attempted";

    private AgentBoot() {}

    /** Whether the machine was powered on for an agent and still is. */
    static boolean isUnderWay(NodeTask task) {
        return isAttempted(task) && NodePower.read(task) == PowerState.ON;
    }

    /** Whether the agent of this boot has called. */
    static boolean hasCalled(NodeTask task) {
        return isAttempted(task) && AgentAddress.isKnown(task);
    }

    /** @param whileOff what must happen between power off and on, or before a restart; safe to run again */
    static void ensure(NodeTask task, Runnable whileOff) {
        if (isUnderWay(task)) {
            return;
        }
        if (task.node().powerOffDisabled()) {
            restart(task, whileOff);
            return;
        }
        NodePower.off(task);
        whileOff.run();
        task.save(node -> attempted(node, task));
        NodePower.on(task);
    }

    /** Takes a machine with an instance into the ramdisk; goes on wherever it was left. */
    static void outOfInstance(NodeTask task, ServiceNetwork to) {
        ensure(task, () -> {
            task.save(AgentBoot::withoutMarks);
            task.driver().boot().cleanUpInstance(task);
            task.driver().network().unconfigureTenantNetworks(task);
            task.driver().network().addNetwork(task, to);
            task.driver().boot().prepareRamdisk(task, parameters(task));
        });
    }

    /** Takes a machine out of the ramdisk and boots the instance that it has, once; goes on wherever it was left. */
    static void backToInstance(NodeTask task, ServiceNetwork from) {
        if (task.node().internalText(INSTANCE_BOOT) == null) {
            if (!task.node().powerOffDisabled()) {
                NodePower.off(task);
            }
            task.driver().boot().cleanUpRamdisk(task);
            task.driver().network().removeNetwork(task, from);
            task.driver().network().configureTenantNetworks(task);
            task.driver().boot().prepareInstance(task);
            task.save(node -> withoutMarks(node).withInternal(INSTANCE_BOOT, NodePower.stamp(task)));
        }
        if (task.node().powerOffDisabled()) {
            NodePower.restart(task);
        } else {
            NodePower.on(task);
        }
    }

    /** Kernel parameters by which an agent finds the API; empty when the configuration does not say where it is. */
    static Map<String, String> parameters(NodeTask task) {
        return task.config()
                .get(DeployOptions.EXTERNAL_CALLBACK_URL)
                .or(() -> task.config().get(ApiOptions.PUBLIC_ENDPOINT))
                .map(url -> Map.of("ipa-api-url", url.replaceAll("/+$", "")))
                .orElse(Map.of());
    }

    /** The node without our marks; for the start and the end of a deploy or a cleaning. */
    static Node withoutMarks(Node node) {
        return AgentInBandSteps.withoutMarks(node)
                .withInternal(NodePower.BOOT_ATTEMPTED, null)
                .withInternal(INSTANCE_BOOT, null);
    }

    /** That it was begun is saved right before: a crash in between ends in a timeout, not in a second restart. */
    private static void restart(NodeTask task, Runnable before) {
        before.run();
        var wasOn = NodePower.read(task) == PowerState.ON;
        task.save(node -> attempted(AgentMemory.poweredDown(node), task));
        if (wasOn) {
            NodePower.restart(task);
        } else {
            NodePower.on(task);
        }
    }

    private static boolean isAttempted(NodeTask task) {
        return task.node().internalText(NodePower.BOOT_ATTEMPTED) != null;
    }

    private static Node attempted(Node node, NodeTask task) {
        return node.withInternal(NodePower.BOOT_ATTEMPTED, NodePower.stamp(task));
    }
}
