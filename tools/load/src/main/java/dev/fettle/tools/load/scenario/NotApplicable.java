package dev.fettle.tools.load.scenario;

/** A scenario cannot be measured here; the message says why and what would allow it. */
public final class NotApplicable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotApplicable(String message) {
        super(message);
    }
}
