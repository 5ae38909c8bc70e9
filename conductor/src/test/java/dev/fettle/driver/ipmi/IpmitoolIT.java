package dev.fettle.driver.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.IpmiOptions;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.bmc.BmcGate;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import dev.fettle.testing.IpmiSim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions, failures and secrets, with several BMCs in one simulator. */
class IpmitoolIT {
    private static final Duration ENOUGH = Duration.ofMinutes(1);
    private static IpmiSim sim;

    private final IpmitoolPower power = new IpmitoolPower(new Ipmitool(BmcGate.create(), new CommandSpacing()));

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        sim = IpmiSim.start(4);
    }

    @AfterAll
    static void stop() {
        if (sim != null) {
            sim.close();
        }
    }

    @Test
    void manyBmcs_areDrivenAtTheSameTimeAndApart() throws Exception {
        sim.bmcs().forEach(bmc -> bmc.turn(false));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<?>>();
            for (var bmc : sim.bmcs().subList(0, 3)) {
                done.add(threads.submit(() -> power.set(IpmiNode.task(bmc), PowerTarget.ON, ENOUGH)));
            }
            for (var one : done) {
                one.get();
            }
        }
        assertThat(sim.bmcs()).extracting(IpmiSim.Bmc::isOn).containsExactly(true, true, true, false);
    }

    @Test
    void wrongPassword_isNamedAndNotTriedAgain() {
        var task = IpmiNode.task(sim.bmc(0)).driverInfo("ipmi_password", "not-the-one");
        assertFailure(
                task,
                "check ipmi_username, ipmi_password",
                "RAKP 2 HMAC is invalid",
                task.node().uuid().toString(),
                "127.0.0.1");
        assertThat(task.pauses()).isEmpty();
    }

    @Test
    void wrongUser_isNamed() {
        assertFailure(IpmiNode.task(sim.bmc(0)).driverInfo("ipmi_username", "nobody"), "check ipmi_username");
    }

    @Test
    void bmcThatIsNotThere_isNamedAsUnreachable() {
        var task = IpmiNode.task(sim.bmc(0)).driverInfo("ipmi_port", 9).with(IpmiOptions.COMMAND_RETRY_TIMEOUT, "1");
        assertFailure(task, "did not answer", "port 9", "ipmi_address");
    }

    @Test
    void nameThatDoesNotExist_isNamed() {
        assertFailure(IpmiNode.task(sim.bmc(0)).driverInfo("ipmi_address", "bmc.invalid"), "can not be resolved");
    }

    @Test
    void emptyPassword_isRefusedByTheBmcAndNotByUs() {
        assertFailure(IpmiNode.task(sim.bmc(0)).withoutDriverInfo("ipmi_password"), "refused the login");
    }

    @Test
    void version15_works() {
        sim.bmc(1).turn(true);
        var task = IpmiNode.task(sim.bmc(1))
                .withoutDriverInfo("ipmi_cipher_suite")
                .driverInfo("ipmi_protocol_version", "1.5");
        assertThat(power.read(task)).isEqualTo(PowerState.ON);
    }

    @Test
    void passwordInTheEnvironment_works() {
        sim.bmc(1).turn(true);
        assertThat(power.read(IpmiNode.task(sim.bmc(1)).with(IpmiOptions.STORE_CRED_IN_ENV, "true")))
                .isEqualTo(PowerState.ON);
    }

    @Test
    void cipherSuite_thatTheBmcLacks_isNamed() {
        assertFailure(IpmiNode.task(sim.bmc(0)).driverInfo("ipmi_cipher_suite", 17), "none of the cipher suites");
    }

    /** A stand-in that knows one suite only; the simulator takes whatever ipmitool chooses by itself. */
    @Test
    void cipherSuites_areTriedFromTheLastToTheFirst() throws IOException {
        var task = IpmiNode.task(sim.bmc(0))
                .withoutDriverInfo("ipmi_cipher_suite")
                .with(IpmiOptions.CIPHER_SUITE_VERSIONS, "3,8,17")
                .with(IpmiOptions.COMMAND_RETRY_TIMEOUT, "60")
                .with(IpmiOptions.IPMITOOL, script("""
                        echo "$*" >> %s
                        case "$*" in *"-C 3 "*) echo 'Chassis Power is on'; exit 0 ;; esac
                        echo 'Error in open session response message : invalid authentication algorithm' >&2
                        exit 1
                        """.formatted(folder.resolve("calls"))));
        assertThat(power.read(task)).isEqualTo(PowerState.ON);
        assertThat(Files.readAllLines(folder.resolve("calls")))
                .extracting(line -> line.replaceAll(".*?( -C \\d+)? -R.*", "$1"))
                .containsExactly("", " -C 17", " -C 8", " -C 3");
    }

    @Test
    void busyBmc_isAskedAgainAfterTheInterval() throws IOException {
        var task = IpmiNode.task(sim.bmc(0))
                .with(IpmiOptions.MIN_COMMAND_INTERVAL, "5")
                .with(IpmiOptions.COMMAND_RETRY_TIMEOUT, "60")
                .with(IpmiOptions.IPMITOOL, script("""
                        echo call >> %1$s
                        [ $(wc -l < %1$s) -ge 3 ] && echo 'Chassis Power is off' && exit 0
                        echo 'Error: Node busy' >&2
                        exit 1
                        """.formatted(folder.resolve("calls"))));
        assertThat(power.read(task)).isEqualTo(PowerState.OFF);
        assertThat(task.pauses()).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    @Test
    void busyBmc_isGivenUpWhenTheTimeIsOver() throws IOException {
        var task = IpmiNode.task(sim.bmc(0))
                .with(IpmiOptions.MIN_COMMAND_INTERVAL, "5")
                .with(IpmiOptions.COMMAND_RETRY_TIMEOUT, "60")
                .with(IpmiOptions.IPMITOOL, script("echo 'Error: Node busy' >&2; exit 1\n"));
        assertFailure(task, "Node busy", "Try again later");
        assertThat(task.pauses()).as("12 tries").hasSize(11);
    }

    @Test
    void endlessProgram_isKilledAtItsLimit() throws IOException {
        var limit = Duration.ofMillis(300);
        var answer = IpmitoolProcess.run(List.of(script("exec sleep 60\n")), Map.of(), limit);
        assertThat(answer.killed()).isTrue();
        assertThat(answer.problem()).isEqualTo(IpmiProblem.SESSION);
    }

    @Test
    void endlessOutput_isCutAndTheProgramKilled() throws IOException {
        var answer = IpmitoolProcess.run(List.of(script("exec yes\n")), Map.of(), Duration.ofMillis(300));
        assertThat(answer.killed()).isTrue();
        assertThat(answer.output()).hasSizeLessThanOrEqualTo(256 * 1024);
    }

    @Test
    void missingProgram_isNamed() {
        assertFailure(IpmiNode.task(sim.bmc(0)).with(IpmiOptions.IPMITOOL, "/nowhere/ipmitool"), "Install ipmitool");
    }

    @Test
    void passwordFile_isForTheOwnerOnlyAndGoesAway() throws IOException {
        Path file;
        try (var credentials = Credentials.inFile("secret")) {
            file = Path.of(credentials.arguments().getLast());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(file).hasContent("secret");
            assertThat(credentials).asString().doesNotContain("secret");
        }
        assertThat(file).doesNotExist();
    }

    /** Watches the command lines of all processes while real commands run. */
    @Test
    void commandLines_neverHoldThePassword() throws Exception {
        var bmc = sim.bmc(2);
        var seen = new ConcurrentLinkedQueue<String>();
        var over = new AtomicBoolean();
        var watcher = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                ProcessHandle.allProcesses().forEach(process -> commandLine(process.pid(), seen));
            }
        });
        try {
            for (var i = 0; i < 5; i++) {
                power.read(IpmiNode.task(bmc));
                power.read(IpmiNode.task(bmc).with(IpmiOptions.STORE_CRED_IN_ENV, "true"));
            }
        } finally {
            over.set(true);
            watcher.join(Duration.ofSeconds(10));
        }
        var port = Integer.toString(bmc.port());
        assertThat(seen)
                .as("the watcher saw the commands")
                .anyMatch(line -> line.contains("ipmitool") && line.contains(port));
        assertThat(seen).noneMatch(line -> line.contains(bmc.password()));
    }

    private static void commandLine(long pid, ConcurrentLinkedQueue<String> seen) {
        try {
            var line = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
            if (line.startsWith("ipmitool")) {
                seen.add(line);
            }
        } catch (IOException _) {
            // it ended meanwhile
        }
    }

    private void assertFailure(TestNodeTask task, String... parts) {
        assertThatThrownBy(() -> power.read(task))
                .isInstanceOf(FaultException.class)
                .satisfies(e -> assertThat(((FaultException) e).code()).isEqualTo(FaultCode.IPMI_FAILURE))
                .hasMessageContainingAll(parts)
                .hasMessageNotContaining("secret-")
                .hasMessageNotContaining("not-the-one");
    }

    private String script(String body) throws IOException {
        var file = Files.writeString(folder.resolve("ipmitool"), "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }
}
