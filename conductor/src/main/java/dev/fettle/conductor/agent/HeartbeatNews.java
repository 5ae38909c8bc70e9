package dev.fettle.conductor.agent;

import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.model.node.Node;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a heartbeat is worth a write: not when it only repeats, shortly after, what is noted already. */
final class HeartbeatNews {
    /** An agent leaves at least this long between two of its calls ({@code contract/agent.md} section 2, agent timing). */
    private static final Duration REPEAT = Duration.ofSeconds(5);

    private HeartbeatNews() {}

    /** @param keys what would be noted in {@code driver_internal_info} */
    static boolean in(Map<String, ? extends @Nullable Object> keys, Node node, Instant now) {
        return lastHeartbeat(node)
                        .filter(last -> !now.isBefore(last) && now.isBefore(last.plus(REPEAT)))
                        .isEmpty()
                || keys.entrySet().stream().anyMatch(key -> isNew(key, node));
    }

    private static boolean isNew(Map.Entry<String, ? extends @Nullable Object> key, Node node) {
        return !key.getKey().equals(AgentMemory.LAST_HEARTBEAT)
                && !Objects.equals(key.getValue(), node.internalInfo().get(key.getKey()));
    }

    private static Optional<Instant> lastHeartbeat(Node node) {
        var text = node.internalText(AgentMemory.LAST_HEARTBEAT);
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException _) {
            return Optional.empty(); // noted by another implementation
        }
    }
}
