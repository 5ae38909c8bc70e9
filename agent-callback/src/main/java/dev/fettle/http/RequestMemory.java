package dev.fettle.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the requests of one server hold together, by estimate: bodies, the documents made of them, answers that clients have not
 * taken yet. What would go beyond it is refused, so that no number of large requests ends the process. Thread-safe.
 */
final class RequestMemory {
    /** For each byte of a body: as received, as text of a document, and written once more to be sent on. */
    static final int PER_BODY_BYTE = 8;

    /** For each value of a document: what a map with one entry takes. */
    static final int PER_VALUE = 100;

    /** Requests that hold more leave a quarter of all to the others. */
    private static final long LARGE = 1 << 20;

    private final long total;
    private final AtomicLong held = new AtomicLong();

    /** @param total bytes */
    RequestMemory(long total) {
        this.total = total;
    }

    /** Half of what the process may have; the other half is for all else. */
    static RequestMemory ofHeap() {
        return new RequestMemory(Runtime.getRuntime().maxMemory() / 2);
    }

    /** For a new request; holds nothing yet. */
    Share share() {
        return new Share();
    }

    /** Bytes that all shares hold. */
    long held() {
        return held.get();
    }

    /** What one request holds. For one thread at a time. */
    final class Share {
        private long own;

        private Share() {}

        /**
         * Holds so many bytes more.
         *
         * @throws HttpProblem 503 when others hold too much, 413 when it would be too much for one request in any case; nothing is added then
         */
        void take(long bytes) {
            if (tryTake(bytes)) {
                return;
            }
            if (own + bytes > most(bytes)) {
                throw HttpProblem.flat(
                        413,
                        "The body takes more memory than one request may have here (" + (most(bytes) >> 20)
                                + " MiB). Send less at once, or give the service a larger heap.");
            }
            throw HttpProblem.busy("The service holds as many large requests as its memory allows. Try again.");
        }

        /** The same without a problem: false when it is too much. */
        boolean tryTake(long bytes) {
            var most = most(bytes);
            var before = held.getAndUpdate(now -> now + bytes > most ? now : now + bytes);
            if (before + bytes > most) {
                return false;
            }
            own += bytes;
            return true;
        }

        /** Holds so many bytes more, whatever others hold: for what cannot be refused any more. */
        void add(long bytes) {
            held.addAndGet(bytes);
            own += bytes;
        }

        /** Holds nothing any more. */
        void release() {
            held.addAndGet(-own);
            own = 0;
        }

        private long most(long bytes) {
            return own + bytes > LARGE ? total - total / 4 : total;
        }
    }
}
