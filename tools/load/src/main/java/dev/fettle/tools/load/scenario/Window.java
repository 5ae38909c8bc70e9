package dev.fettle.tools.load.scenario;

import dev.fettle.tools.load.machine.Usage;
import dev.fettle.tools.load.result.Latency;
import dev.fettle.tools.load.result.Spent;
import java.util.Map;

/**
 * What a stretch of load came to.
 *
 * @param succeeded answers 2xx
 * @param latency of those
 * @param statuses how often each HTTP status or kind of connection failure was seen
 */
record Window(long succeeded, Latency latency, Map<String, Long> statuses, Usage usage) {

    long errors() {
        return statuses.values().stream().mapToLong(Long::longValue).sum() - succeeded;
    }

    double perSecond() {
        return succeeded / usage.seconds();
    }

    Spent spent() {
        return Spent.of(usage, succeeded);
    }
}
