package dev.fettle.transport.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;

/** The unique ids of the requests that a server has started lately, so that a repeat does not run twice. Thread-safe. */
public final class SeenRequests {
    private static final int REMEMBERED = 20_000;

    private enum State {
        STARTED,
        GIVEN_BACK
    }

    private final Map<String, State> states = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Whether it may run: false when it was started before. */
    public synchronized boolean start(String uniqueId) {
        return states.put(uniqueId, State.STARTED) != State.STARTED;
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
}
