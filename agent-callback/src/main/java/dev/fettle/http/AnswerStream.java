package dev.fettle.http;

/** Writes a body piece by piece, for as long as the client listens. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface AnswerStream {
    /** @throws ClientGoneException out of the sink once nobody listens any more; may come out */
    void writeTo(Sink sink);

    /** Where the pieces go. */
    interface Sink {
        /**
         * Sends a piece and waits until the client's side has taken it.
         *
         * @throws ClientGoneException when the client is gone, does not read, or the server stops
         */
        void write(String piece);

        /**
         * Waits, no longer than that many milliseconds.
         *
         * @throws ClientGoneException as soon as the client is gone or the server stops
         */
        void pause(long millis);
    }

    /** Nobody listens any more. */
    final class ClientGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClientGoneException() {
            super("the client is gone", null, false, false);
        }
    }
}
