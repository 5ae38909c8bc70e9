package dev.fettle.db.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.db.Samples;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.history.HistoryRecord;
import dev.fettle.testing.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HistoryStoreIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private final HistoryStore history = new HistoryStore(POSTGRES.database());

    @Test
    void tellsWhatWasAdded() {
        var node = Samples.stored(POSTGRES.database()).uuid();
        history.add(node, new HistoryEntry("x\0y" + "z".repeat(5000), "provisioning", true, "host", "me", "mine"));

        var event = history.list(HistoryQuery.of(node)).getFirst();
        assertThat(event.event()).startsWith("xyz").hasSize(4096);
        assertThat(event)
                .returns("ERROR", HistoryRecord::severity)
                .returns("provisioning", HistoryRecord::eventType)
                .returns("host", HistoryRecord::conductor)
                .returns("me", HistoryRecord::user)
                .returns("mine", HistoryRecord::project)
                .returns("enroll", HistoryRecord::state);
        assertThat(history.find(node, event.uuid())).contains(event);
        assertThat(history.find(UUID.randomUUID(), event.uuid())).isEmpty();
        assertFault(() -> history.add(UUID.randomUUID(), entry("x")), FaultCode.NODE_NOT_FOUND);
    }

    @Test
    void comesInPages() {
        var node = Samples.stored(POSTGRES.database()).uuid();
        for (var event : List.of("a", "c", "b")) {
            history.add(node, entry(event));
        }
        var first = history.list(new HistoryQuery(node, null, 2, "event", false));
        var rest = history.list(new HistoryQuery(node, first.getLast().uuid(), 2, "event", false));

        assertThat(first).extracting(HistoryRecord::event).containsExactly("a", "b");
        assertThat(rest).extracting(HistoryRecord::event).containsExactly("c");
        assertThat(history.list(new HistoryQuery(node, null, 1, "created_at", true)))
                .extracting(HistoryRecord::event)
                .containsExactly("b");
        assertThat(history.list(new HistoryQuery(node, first.getLast().uuid(), 5, "created_at", true)))
                .extracting(HistoryRecord::event)
                .containsExactly("c", "a");
        assertFault(
                () -> history.list(new HistoryQuery(node, UUID.randomUUID(), 2, "event", false)),
                FaultCode.NODE_HISTORY_NOT_FOUND);
        assertFault(
                () -> history.list(new HistoryQuery(node, null, 2, "no such", false)),
                FaultCode.INVALID_PARAMETER_VALUE);
    }

    @Test
    void keepsTheNewestAndTheYoung() {
        var node = Samples.stored(POSTGRES.database()).uuid();
        for (var event : List.of("a", "b", "c")) {
            history.add(node, entry(event));
        }

        assertThat(history.purge(2, Duration.ofDays(1))).isZero();
        assertThat(history.purge(2, Duration.ZERO)).isPositive();
        assertThat(history.list(HistoryQuery.of(node)))
                .extracting(HistoryRecord::event)
                .containsExactly("b", "c");
    }

    private static HistoryEntry entry(String event) {
        return new HistoryEntry(event, "transition", false, "host", null, null);
    }

    private static void assertFault(Runnable call, FaultCode code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        FaultException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
