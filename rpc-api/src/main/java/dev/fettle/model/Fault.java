package dev.fettle.model;

/**
 * A failure and what to do about it. Both texts are for people: no secret, no stack trace.
 *
 * @param message what happened, to what
 * @param remedy what the reader can do next; never blank
 */
public record Fault(FaultCode code, String message, String remedy) {

    public Fault {
        if (message.isBlank() || remedy.isBlank()) {
            throw new IllegalArgumentException("a fault needs a message and a remedy: " + code);
        }
    }

    /** Both texts in one, as {@code last_error} shows them. */
    public String text() {
        return message + " " + remedy;
    }
}
