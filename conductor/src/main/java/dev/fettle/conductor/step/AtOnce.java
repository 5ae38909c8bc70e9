package dev.fettle.conductor.step;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the same for many, so and so many at the same time, each on a virtual thread of its own. */
public final class AtOnce {
    private static final Logger LOG = LoggerFactory.getLogger(AtOnce.class);

    private AtOnce() {}

    /**
     * Blocks until the last one is done. A failure of one is logged and stops no other.
     *
     * @param most at the same time, at least 1
     */
    public static <T> void each(String what, int most, List<T> all, Consumer<T> work) {
        var places = new Semaphore(most);
        for (var one : all) {
            places.acquireUninterruptibly();
            Thread.ofVirtual().name(what + " " + one).start(() -> {
                try {
                    work.accept(one);
                } catch (RuntimeException e) {
                    LOG.error("{} of {} failed by a bug", what, one, e);
                } finally {
                    places.release();
                }
            });
        }
        places.acquireUninterruptibly(most);
    }
}
