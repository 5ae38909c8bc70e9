package dev.fettle.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class AsideTest {
    @Test
    void piecesAreWorkedOnInTheirOrder() {
        var seen = new ArrayList<Integer>();
        var aside = new Aside<Integer>(seen::add);

        IntStream.range(0, 1_000).forEach(aside::begin);
        aside.join();

        assertThat(seen).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void whoBeginsAPieceDoesNotWaitForIt() {
        var both = new Phaser(2);
        var aside = new Aside<String>(_ -> both.arriveAndAwaitAdvance());

        aside.begin("one");
        both.arriveAndAwaitAdvance(); // deadlocks when the piece is worked on by this thread

        assertThatCode(aside::join).doesNotThrowAnyException();
    }

    @Test
    void aFailureComesOutOnceAndNothingFollowsIt() {
        var seen = new ArrayList<Integer>();
        var aside = new Aside<Integer>(piece -> {
            seen.add(piece);
            throw new IllegalStateException("no " + piece);
        });

        aside.begin(1);

        assertThatThrownBy(() -> aside.begin(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no 1");
        assertThatCode(aside::join).doesNotThrowAnyException();
        assertThat(seen).isEqualTo(List.of(1));
    }

    @Test
    void anErrorComesOutAsItIs() {
        var aside = new Aside<Integer>(_ -> {
            throw new AssertionError("broken");
        });

        aside.begin(1);

        assertThatThrownBy(aside::join).isInstanceOf(AssertionError.class).hasMessage("broken");
    }
}
