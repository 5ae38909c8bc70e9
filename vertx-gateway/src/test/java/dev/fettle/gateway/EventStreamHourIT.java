package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.Configuration;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.NodeFields;
import dev.fettle.testing.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long a stream of events lasts. */
class EventStreamHourIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @Test
    void aStreamEndsAfterAnHour_andNotBefore() throws IOException {
        var clock = new TurnedClock();
        try (var gateway = new GatewayTesting(POSTGRES.database(), Configuration.defaults(), clock)) {
            var node = UUID.fromString(gateway.send("POST", "/v1/nodes", "1.115", "{\"driver\": \"fake-hardware\"}")
                    .json()
                    .get("uuid")
                    .asText());
            var connection = (HttpURLConnection)
                    URI.create(gateway.url() + "/v1/events/stream").toURL().openConnection();
            connection.setReadTimeout(30_000);
            try (var lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).startsWith(": from ");

                clock.turn(Duration.ofMinutes(58));
                new NodeStore(POSTGRES.database())
                        .edit(
                                node,
                                before -> before.with(NodeFields.PROVISION_STATE, "manageable"),
                                Optional.of(new HistoryEntry("late", "transition", false, "host", null, null)));
                assertThat(next(lines)).contains("\"event\":\"late\"");

                clock.turn(Duration.ofMinutes(2));
                assertThat(next(lines)).as("the end").isNull();
            } finally {
                connection.disconnect();
            }
        }
    }

    /** The next data; null at the end of the stream. */
    private static @Nullable String next(BufferedReader lines) throws IOException {
        var line = lines.readLine();
        while (line != null && !line.startsWith("data: ")) {
            line = lines.readLine();
        }
        return line;
    }
}
