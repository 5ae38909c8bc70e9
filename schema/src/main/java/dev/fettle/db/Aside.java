package dev.fettle.db;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Works on one piece on a thread of its own while its user fetches the next one, so that the database and whoever needs its rows work at the
 * same time. Pieces are worked on one after the other, in their order; there are never more than two. Not thread-safe.
 */
public final class Aside<T> {
    private final Consumer<T> work;
    private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);

    /** @param work must not wait for anything; what it throws comes out of the next call here */
    public Aside(Consumer<T> work) {
        this.work = work;
    }

    /** Waits for the piece before, then begins with this one. */
    public void begin(T piece) {
        join();
        last = CompletableFuture.runAsync(
                () -> work.accept(piece), task -> Thread.ofVirtual().start(task));
    }

    /** Waits for the last piece. */
    public void join() {
        try {
            last.join();
        } catch (CompletionException e) {
            last = CompletableFuture.completedFuture(null);
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }
}
