package dev.fettle.tools.load.result;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of one scenario: a line of a result file.
 *
 * @param label of the server that was measured
 * @param figure null when skipped
 * @param latency null where single operations are not timed
 * @param statuses how often each HTTP status or kind of connection failure was seen
 * @param errors how many of those were not what the scenario wants
 * @param spent null where it was not watched
 * @param notes what else is worth knowing, by name
 * @param skipped why there is no figure, or null
 */
public record Run(
        String label,
        String scenario,
        int clients,
        String time,
        @Nullable Figure figure,
        @Nullable Latency latency,
        Map<String, Long> statuses,
        long errors,
        @Nullable Spent spent,
        Map<String, Object> notes,
        @Nullable String skipped) {

    public RowKey key() {
        return new RowKey(scenario, clients);
    }
}
