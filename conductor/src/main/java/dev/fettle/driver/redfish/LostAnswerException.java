package dev.fettle.driver.redfish;

/** A request that changes something was sent and no answer came: whether it was carried out must be looked up. */
final class LostAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
