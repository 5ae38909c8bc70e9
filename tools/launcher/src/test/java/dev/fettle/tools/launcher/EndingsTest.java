package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.tools.launcher.start.Await;
import dev.fettle.tools.launcher.start.StartFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndingsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Endings endings = new Endings();
    private final List<String> stopped = new CopyOnWriteArrayList<>();

    @Test
    void theLastStartedIsStoppedFirstAndOnce() {
        endings.add("database", _ -> stopped.add("database"));
        endings.add("gateway", _ -> stopped.add("gateway"));
        endings.complete();
        endings.stop(LIMIT);
        endings.stop(LIMIT);
        assertThat(stopped).containsExactly("gateway", "database");
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersRunning() {
        endings.add("database", _ -> stopped.add("database"));
        endings.add("broken", _ -> {
            throw new IllegalStateException("planted");
        });
        endings.complete();
        endings.stop(LIMIT);
        assertThat(stopped).containsExactly("database");
    }

    @Test
    void allShareOneTimeLimit() {
        var limits = new ArrayList<Duration>();
        endings.add("second", limits::add);
        endings.add("first", atMost -> {
            limits.add(atMost);
            assertThat(Await.until(Duration.ofMillis(60), () -> false)).isFalse();
        });
        endings.complete();
        endings.stop(LIMIT);
        assertThat(limits).hasSize(2);
        assertThat(limits.getFirst()).isLessThanOrEqualTo(LIMIT);
        assertThat(limits.getLast()).isLessThanOrEqualTo(limits.getFirst().minusMillis(50));
    }

    /** Ctrl-C while PostgreSQL is being started must not leave it behind. */
    @Test
    void aStopDuringTheStartAlsoStopsWhatIsStartedAfterwards() throws Exception {
        endings.add("one", _ -> stopped.add("one"));
        var stop = CompletableFuture.runAsync(() -> endings.stop(LIMIT));
        assertThat(Await.until(LIMIT, () -> refused())).isTrue();
        assertThat(stop.isDone()).isFalse();
        endings.complete();
        stop.get(10, TimeUnit.SECONDS);
        assertThat(stopped).contains("late").endsWith("one");
    }

    @Test
    void addingAfterTheStopBeganIsRefused() {
        endings.complete();
        endings.stop(LIMIT);
        assertThatThrownBy(() -> endings.add("late", _ -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessage("stopped while starting");
    }

    private boolean refused() {
        try {
            endings.add("late", _ -> stopped.add("late"));
            return false;
        } catch (StartFailure _) {
            return true;
        }
    }
}
