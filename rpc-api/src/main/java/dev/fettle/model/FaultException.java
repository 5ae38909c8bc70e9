package dev.fettle.model;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request cannot be met. Carries all that a caller is told; crosses the RPC wire. */
public final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FaultCode code;
    private final int status;
    private final transient Map<String, String> details;

    public FaultException(FaultCode code, String message) {
        this(code, code.status(), message, Map.of(), null);
    }

    public FaultException(FaultCode code, String message, Throwable cause) {
        this(code, code.status(), message, Map.of(), cause);
    }

    private FaultException(
            FaultCode code, int status, String message, Map<String, String> details, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.status = status;
        this.details = Map.copyOf(details);
    }

    /** The same failure with another HTTP status than the code's own. */
    public FaultException withStatus(int other) {
        return new FaultException(code, other, text(), details, this);
    }

    /**
     * The same failure with facts of ours beside the text, such as {@code retry_after} seconds, {@code holder}, {@code operation} and
     * {@code since} of a held lock. They travel in AMQP headers and come out as HTTP headers, never in the body.
     */
    public FaultException withDetails(Map<String, String> facts) {
        return new FaultException(code, status, text(), facts, this);
    }

    public FaultCode code() {
        return code;
    }

    public int status() {
        return status;
    }

    public Map<String, String> details() {
        return details;
    }

    /** The message; never null. */
    public String text() {
        return Objects.requireNonNull(getMessage());
    }
}
