package dev.fettle.driver.ipmi;

import dev.fettle.config.IpmiOptions;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.bmc.BmcGate;
import dev.fettle.driver.spi.bmc.BmcGate.Access;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Sends commands to BMCs, with retries within {@code [ipmi]command_retry_timeout} and at least {@code [ipmi]min_command_interval} between two
 * commands to one BMC. Thread-safe; all interfaces of this package share {@link #SHARED}, so that they respect each other.
 */
final class Ipmitool {
    static final Ipmitool SHARED = new Ipmitool(BmcGate.SHARED, new CommandSpacing());

    private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(10);

    private final BmcGate gate;
    private final CommandSpacing spacing;

    Ipmitool(BmcGate gate, CommandSpacing spacing) {
        this.gate = gate;
        this.spacing = spacing;
    }

    /**
     * Asks without changing anything.
     *
     * @param command words separated by single blanks; only our own constants
     * @return what the BMC said, on standard output of ipmitool
     * @throws FaultException {@code IPMI_FAILURE} that names BMC, reason and remedy
     */
    String ask(NodeTask task, IpmiSettings settings, String command) {
        return send(task, settings, Access.READ, command);
    }

    /** As {@link #ask}, for what changes something: checks the lock before each try. */
    String tell(NodeTask task, IpmiSettings settings, String command) {
        return send(task, settings, Access.WRITE, command);
    }

    private String send(NodeTask task, IpmiSettings settings, Access access, String command) {
        try (var turn = gate.enter(settings.bmc(), access, limit(task), FaultCode.IPMI_FAILURE)) {
            var ciphers = new CipherSteps(task.config().get(IpmiOptions.CIPHER_SUITE_VERSIONS), settings);
            var until = task.clock().instant().plus(task.config().get(IpmiOptions.COMMAND_RETRY_TIMEOUT));
            for (var left = mostTries(task) - 1; ; left--) {
                space(task, settings);
                if (access == Access.WRITE) {
                    task.ensureLockHeld();
                }
                var answer = once(task, settings, ciphers.current(), command);
                if (answer.succeeded()) {
                    turn.answered();
                    return answer.output();
                }
                var problem = answer.problem();
                var retry = problem == IpmiProblem.CIPHER ? ciphers.step() : worthRetrying(task, problem);
                if (!retry || left <= 0 || Thread.currentThread().isInterrupted() || !before(task, until)) {
                    note(turn, problem);
                    throw failure(settings, command, answer.text() + ". " + problem.remedy());
                }
            }
        }
    }

    private IpmitoolAnswer once(NodeTask task, IpmiSettings settings, OptionalInt cipher, String command) {
        var inEnvironment = task.config().get(IpmiOptions.STORE_CRED_IN_ENV);
        try (var credentials = inEnvironment
                ? Credentials.inEnvironment(settings.password())
                : Credentials.inFile(settings.password())) {
            var words = Arrays.asList(command.split(" "));
            var arguments = IpmitoolArguments.of(task.config(), settings, cipher, credentials.arguments(), words);
            return IpmitoolProcess.run(arguments, credentials.environment(), limit(task));
        } catch (IOException e) {
            throw failure(
                    settings,
                    command,
                    "the program can not be run: " + e.getMessage()
                            + ". Install ipmitool or set [ipmi]ipmitool, and see that the temporary folder can be written.");
        }
    }

    private void space(NodeTask task, IpmiSettings settings) {
        var interval = task.config().get(IpmiOptions.MIN_COMMAND_INTERVAL);
        var wait = spacing.reserve(settings.bmc(), interval, task.clock());
        if (wait.isPositive()) {
            task.pause(wait);
        }
    }

    private static boolean worthRetrying(NodeTask task, IpmiProblem problem) {
        // a BMC that is busy is what ipmitool's own retries do not cover
        return task.config().get(IpmiOptions.USE_IPMITOOL_RETRIES) ? problem == IpmiProblem.BUSY : problem.passing();
    }

    private static boolean before(NodeTask task, Instant until) {
        return task.clock().instant().isBefore(until);
    }

    private static int mostTries(NodeTask task) {
        var interval =
                Math.max(1, task.config().get(IpmiOptions.MIN_COMMAND_INTERVAL).toSeconds());
        return Math.toIntExact(
                Math.clamp(task.config().get(IpmiOptions.COMMAND_RETRY_TIMEOUT).toSeconds() / interval, 1, 1000));
    }

    /** Limit of one run of the program. */
    private static Duration limit(NodeTask task) {
        var limit = task.config().get(IpmiOptions.COMMAND_RETRY_TIMEOUT);
        return limit.compareTo(SHORTEST_LIMIT) < 0 ? SHORTEST_LIMIT : limit;
    }

    private static void note(BmcGate.Turn turn, IpmiProblem problem) {
        if (problem == IpmiProblem.SESSION) {
            turn.unreachable();
        } else {
            turn.answered();
        }
    }

    private static FaultException failure(IpmiSettings settings, String command, String reason) {
        return new FaultException(
                FaultCode.IPMI_FAILURE,
                "IPMI call failed: " + command + ", node " + settings.node() + ", BMC " + settings.address() + " port "
                        + settings.port() + ": " + reason);
    }
}
