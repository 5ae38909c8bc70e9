package dev.fettle.tools.launcher.start;

/** A start that cannot go on, told to the operator without a stack trace. The message says what to do about it. */
public final class StartFailure extends RuntimeException {

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
