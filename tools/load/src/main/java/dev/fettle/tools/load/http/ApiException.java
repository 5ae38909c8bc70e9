package dev.fettle.tools.load.http;

/** The API did not do what a measurement needs; the message says what it answered. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status what it answered; 0 when it did not answer */
    public ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
