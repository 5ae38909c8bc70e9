package dev.fettle.tools.launcher.demo;

import dev.fettle.tools.launcher.start.Await;
import dev.fettle.tools.launcher.start.StartFailure;
import dev.fettle.tools.sim.SimConfig;
import dev.fettle.tools.sim.SimulatedFleet;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Simulated machines, taken from enroll to available, some of them to active. */
public final class Demo implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(300);

    private final SimulatedFleet fleet;
    private final DemoApi api;
    private final int deployed;
    private final Set<String> asked = new HashSet<>();

    private Demo(SimulatedFleet fleet, DemoApi api, int deployed) {
        this.fleet = fleet;
        this.api = api;
        this.deployed = deployed;
    }

    /**
     * Switches the machines' BMCs on.
     *
     * @param deployed how many of them get an instance
     */
    public static Demo start(String url, int machines, int deployed) {
        try {
            return new Demo(SimulatedFleet.start(SimConfig.of(machines, url)), new DemoApi(url), deployed);
        } catch (IOException e) {
            throw new StartFailure("cannot start the simulated machines: " + e.getMessage(), e);
        }
    }

    /**
     * Enrolls, manages, provides and deploys, showing the progress.
     *
     * @throws StartFailure when a node fails or it takes longer than that
     */
    public void run(PrintWriter out, boolean terminal, Duration atMost) {
        fleet.machines().forEach(this::enroll);
        var table = new DemoTable(out, terminal);
        var deadline = System.nanoTime() + atMost.toNanos();
        var nodes = api.nodes();
        table.show(nodes);
        while (!nodes.stream().allMatch(this::arrived)) {
            nodes.forEach(this::advance);
            refuseFailures(nodes);
            if (System.nanoTime() - deadline > 0) {
                throw new StartFailure("the machines did not get ready within " + atMost.toSeconds() + " s");
            }
            pause();
            nodes = api.nodes();
            table.show(nodes);
        }
    }

    private void enroll(SimulatedMachine machine) {
        var hardware = machine.hardware();
        api.create(
                "nodes",
                Map.of(
                        "uuid", machine.uuid().toString(),
                        "name", machine.id(),
                        "driver", "redfish",
                        "boot_interface", "redfish-virtual-media",
                        "deploy_interface", "direct",
                        "resource_class", "simulated",
                        "driver_info",
                                Map.of(
                                        "redfish_address", machine.redfishAddress(),
                                        "redfish_system_id", machine.redfishSystemId(),
                                        "redfish_username", fleet.user(),
                                        "redfish_password", fleet.password(),
                                        "deploy_iso", fleet.isoUrl()),
                        "instance_info",
                                Map.of(
                                        "image_source",
                                        fleet.imageUrl(),
                                        "image_os_hash_algo",
                                        "sha256",
                                        "image_os_hash_value",
                                        fleet.imageSha256(),
                                        "image_disk_format",
                                        "raw"),
                        "properties",
                                Map.of(
                                        "cpu_arch",
                                        "x86_64",
                                        "cpus",
                                        hardware.cpus(),
                                        "memory_mb",
                                        hardware.memoryMib(),
                                        "local_gb",
                                        64)));
        api.create(
                "ports",
                Map.of(
                        "node_uuid",
                        machine.uuid().toString(),
                        "address",
                        hardware.macs().getFirst()));
    }

    private boolean arrived(NodeView node) {
        return node.state().equals(isDeployed(node) ? "active" : "available");
    }

    private boolean isDeployed(NodeView node) {
        return fleet.machines().stream()
                .limit(deployed)
                .anyMatch(machine -> machine.id().equals(node.name()));
    }

    private void advance(NodeView node) {
        var verb = switch (node.state()) {
            case "enroll" -> "manage";
            case "manageable" -> "provide";
            case "available" -> isDeployed(node) ? "active" : "";
            default -> "";
        };
        var request = node.name() + " " + verb;
        if (!verb.isEmpty() && !asked.contains(request) && api.provision(node.name(), verb)) {
            asked.add(request);
        }
    }

    /** A node that went back to enroll could not be reached; its error says why. */
    private void refuseFailures(List<NodeView> nodes) {
        nodes.stream()
                .filter(node -> node.failed()
                        || node.state().equals("enroll") && !node.doing().isEmpty())
                .findFirst()
                .ifPresent(node -> {
                    throw new StartFailure("node " + node.name() + " is in " + node.state() + ": " + node.doing());
                });
    }

    private static void pause() {
        var _ = Await.until(LOOK, () -> false);
    }

    @Override
    public void close() {
        api.close();
        fleet.close();
    }
}
