package dev.fettle.driver.fake;

import dev.fettle.config.Option;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long a fake interface takes: {@code "a"} is a seconds, {@code "a,b"} a random time from a to b that is most often near a
 * ({@code contract/drivers.md} section 13).
 */
record FakeDelay(double least, double most) {
    private static final double LONGEST = 86_400;

    /** Waits as {@code [fake]<kind>_delay} says. */
    static void pause(NodeTask task, Option<String> option) {
        var duration = read(option, task.config().get(option)).draw(RandomGenerator.getDefault());
        if (!duration.isZero()) {
            task.pause(duration);
        }
    }

    /** @throws FaultException {@code INVALID_PARAMETER_VALUE} that names the option and what it takes */
    static FakeDelay read(Option<String> option, String text) {
        var parts = text.split(",", -1);
        try {
            var least = Double.parseDouble(parts[0].strip());
            var most = parts.length == 1 ? least : Double.parseDouble(parts[1].strip());
            if (parts.length <= 2 && least >= 0 && least <= most && most <= LONGEST) {
                return new FakeDelay(least, most);
            }
            throw invalid(option, text, null);
        } catch (NumberFormatException e) {
            throw invalid(option, text, e);
        }
    }

    /** Triangular distribution whose mode is the least value. */
    Duration draw(RandomGenerator random) {
        var seconds = most - (most - least) * Math.sqrt(1 - random.nextDouble());
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static FaultException invalid(Option<String> option, String text, @Nullable Throwable cause) {
        var message = "[" + option.group() + "] " + option.name() + " takes seconds from 0 to " + (long) LONGEST
                + ", or two of them as least,most; not '" + text + "'.";
        return cause == null
                ? new FaultException(FaultCode.INVALID_PARAMETER_VALUE, message)
                : new FaultException(FaultCode.INVALID_PARAMETER_VALUE, message, cause);
    }
}
