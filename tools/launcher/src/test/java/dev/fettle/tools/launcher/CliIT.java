package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fettle.testing.IpmiSim;
import dev.fettle.tools.launcher.fault.FettleProcess;
import dev.fettle.tools.sim.SimConfig;
import dev.fettle.tools.sim.SimulatedFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unmodified packaged client against the program as an operator runs it, one profile per hardware type, side by side. */
class CliIT {
    private static final Duration LIMIT = Duration.ofMinutes(12);

    @TempDir
    Path folder;

    @BeforeAll
    static void needsTheClient() {
        var there = Files.isExecutable(Path.of("/usr/bin/openstack"));
        assertThat(there || System.getenv("CI") == null)
                .as("CI needs the packages python3-openstackclient and python3-ironicclient")
                .isTrue();
        assumeTrue(there, "the packaged openstack client is not installed");
    }

    @Test
    void everyProfilePasses() throws Exception {
        var arguments = List.of(
                "up",
                "--data-dir",
                folder.resolve("data").toString(),
                "--port",
                "0",
                "--set",
                "agent.require_tls=false",
                "--set",
                "ipmi.min_command_interval=0.2",
                "--set",
                "pxe.tftp_root=" + folder.resolve("tftp"));
        try (var fettle = FettleProcess.start(folder, "up", arguments);
                var bmcs = IpmiSim.start(1)) {
            var url = fettle.awaitReady();
            try (var fleet = SimulatedFleet.start(SimConfig.of(2, url));
                    var _ = IpmiMachine.connect(bmcs.bmc(0), fleet.machines().getLast())) {
                var checks = new LinkedHashMap<String, Process>();
                checks.put("fake-hardware", check(url, "fake-hardware", List.of()));
                checks.put("redfish", check(url, "redfish", redfish(fleet)));
                checks.put("ipmi", check(url, "ipmi", ipmi(bmcs.bmc(0), fleet)));
                for (var it : checks.entrySet()) {
                    awaitPassed(it, fettle);
                }
            }
        }
    }

    private static List<String> redfish(SimulatedFleet fleet) {
        var machine = fleet.machines().getFirst();
        var arguments = new ArrayList<>(List.of(
                "redfish_address=" + machine.redfishAddress(),
                "redfish_system_id=" + machine.redfishSystemId(),
                "redfish_username=" + fleet.user(),
                "redfish_password=" + fleet.password(),
                "deploy_iso=" + fleet.isoUrl(),
                "--set",
                "boot=redfish-virtual-media",
                "--set",
                "deploy=direct",
                "--set",
                "rescue=agent",
                "--property",
                "cpu_arch=x86_64",
                "--mac",
                machine.hardware().macs().getFirst()));
        arguments.addAll(image(fleet));
        return arguments;
    }

    /**
     * Power and boot device by ipmitool, the agent over PXE. Two steps are left out: what the agent of this machine reports is checked by
     * {@code AgentInspectionIT}, and the simulated BMC knows no interrupts.
     */
    private static List<String> ipmi(IpmiSim.Bmc bmc, SimulatedFleet fleet) {
        var arguments = new ArrayList<>(List.of(
                "ipmi_address=127.0.0.1",
                "ipmi_port=" + bmc.port(),
                "ipmi_username=" + bmc.username(),
                "ipmi_password=" + bmc.password(),
                "ipmi_cipher_suite=3",
                "deploy_kernel=" + fleet.isoUrl(),
                "deploy_ramdisk=" + fleet.isoUrl(),
                "--set",
                "boot=pxe",
                "--set",
                "deploy=direct",
                "--set",
                "rescue=agent",
                "--property",
                "capabilities=boot_mode:bios",
                "--mac",
                fleet.machines().getLast().hardware().macs().getFirst(),
                "--timeout",
                "300",
                "--skip",
                "inspect,nmi"));
        arguments.addAll(image(fleet));
        return arguments;
    }

    private static List<String> image(SimulatedFleet fleet) {
        return List.of(
                "--instance",
                "image_source=" + fleet.imageUrl(),
                "--instance",
                "image_os_hash_algo=sha256",
                "--instance",
                "image_os_hash_value=" + fleet.imageSha256(),
                "--instance",
                "image_disk_format=raw");
    }

    private Process check(String url, String driver, List<String> special) throws IOException {
        var command = new ArrayList<>(
                List.of("bash", SourceTree.file("tools/cli-check").toString(), url, driver));
        command.addAll(special);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(driver + ".txt").toFile());
        builder.environment().put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        return builder.start();
    }

    private void awaitPassed(Map.Entry<String, Process> check, FettleProcess fettle) throws Exception {
        var ended = check.getValue().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            check.getValue().destroyForcibly();
        }
        var said = Files.readString(folder.resolve(check.getKey() + ".txt"));
        assertThat(ended && check.getValue().exitValue() == 0)
                .as(() -> check.getKey() + ": " + said + "\n" + fettle.log())
                .isTrue();
        assertThat(said).contains("all checks passed");
    }
}
