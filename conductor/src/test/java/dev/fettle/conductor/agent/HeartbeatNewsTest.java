package dev.fettle.conductor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeartbeatNewsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String URL = "https://10.0.0.1:9999";

    @Test
    void aQuickRepeatIsNone() {
        assertThat(news("2026-01-02T03:04:00.001Z", URL, "start")).isFalse();
        assertThat(news("2026-01-02T03:04:05Z", URL, "start")).isFalse();
    }

    @Test
    void aLaterOneIs() {
        assertThat(news("2026-01-02T03:04:00Z", URL, "start")).isTrue();
    }

    @Test
    void whateverElseChangedIs() {
        assertThat(news("2026-01-02T03:04:04Z", "https://10.0.0.2:9999", "start"))
                .isTrue();
        assertThat(news("2026-01-02T03:04:04Z", URL, "end")).isTrue();
    }

    @Test
    void aTimeThatSaysNothingIs() {
        assertThat(news("2026-01-02T03:04:06Z", URL, "start")).isTrue();
        assertThat(news("2026-01-02T03:04:04", URL, "start")).isTrue();
        assertThat(HeartbeatNews.in(Map.of(AgentMemory.URL, URL), node(Map.of(AgentMemory.URL, URL)), NOW))
                .isTrue();
    }

    private static boolean news(String last, String url, String status) {
        var before = node(
                Map.of(AgentMemory.LAST_HEARTBEAT, last, AgentMemory.URL, url, "agent_status", status, "other", "x"));
        var keys = Map.of(AgentMemory.LAST_HEARTBEAT, NOW.toString(), AgentMemory.URL, URL, "agent_status", "start");
        return HeartbeatNews.in(keys, before, NOW);
    }

    private static Node node(Map<String, Object> internal) {
        return Node.of(Values.none(NodeFields.TABLE)).with(NodeFields.DRIVER_INTERNAL_INFO, internal);
    }
}
