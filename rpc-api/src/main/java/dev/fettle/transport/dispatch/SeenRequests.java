package dev.fettle.transport.dispatch;

import dev.fettle.transport.oslo.WireMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The unique ids of the requests that a server has started lately, so that a repeat does not run twice, and the replies to the last of them,
 * so that a caller whose reply got lost can have it again. Thread-safe.
 */
public final class SeenRequests {
    private static final int REMEMBERED = 20_000;
    private static final int REPLIES = 1_000;
    private static final int BIGGEST_REPLY = 16 << 10;

    private enum State {
        STARTED,
        GIVEN_BACK
    }

    private final Map<String, State> states = bounded(REMEMBERED);
    private final Map<String, WireMessage> replies = bounded(REPLIES);

    /** Whether it may run: false when it was started before. */
    public synchronized boolean start(String uniqueId) {
        return states.put(uniqueId, State.STARTED) != State.STARTED;
    }

    public synchronized void finish(String uniqueId, WireMessage reply) {
        if (reply.body().length <= BIGGEST_REPLY) {
            replies.put(uniqueId, reply);
        }
    }

    /** Empty while it runs, for a cast, and when the reply was big or is long ago. */
    public synchronized Optional<WireMessage> replyTo(String uniqueId) {
        return Optional.ofNullable(replies.get(uniqueId));
    }

    /** It was delivered but is not going to run here now; when it comes again it is known that nobody here had begun with it. */
    public synchronized void giveBack(String uniqueId) {
        states.putIfAbsent(uniqueId, State.GIVEN_BACK);
    }

    public synchronized boolean wasGivenBack(String uniqueId) {
        return states.get(uniqueId) == State.GIVEN_BACK;
    }

    public synchronized boolean wasStarted(String uniqueId) {
        return states.get(uniqueId) == State.STARTED;
    }

    private static <V> Map<String, V> bounded(int size) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > size;
            }
        };
    }
}
