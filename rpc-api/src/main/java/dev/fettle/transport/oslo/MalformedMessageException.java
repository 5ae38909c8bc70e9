package dev.fettle.transport.oslo;

/** Bytes that are no message of ours. The text says why and never quotes the content, which may hold secrets. */
public final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String reason) {
        super(reason);
    }

    public MalformedMessageException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
