package dev.fettle.transport.dispatch;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.time.Duration;

/** What callers are told when no answer comes; the same words for every transport. */
public final class Failures {
    private Failures() {}

    public static FaultException timeout(String method, String target, Duration timeout) {
        return new FaultException(
                FaultCode.MESSAGING_TIMEOUT,
                "No answer to " + method + " from " + target + " within " + timeout.toMillis() / 1000.0
                        + " s; it may still finish. Look at the node before repeating it.");
    }

    public static FaultException unreachable(String method, String target) {
        return new FaultException(
                FaultCode.TEMPORARY_FAILURE,
                "Nobody serves " + target + ", so " + method + " was not delivered. Check that the conductor runs.");
    }

    public static FaultException died(String host) {
        return new FaultException(
                FaultCode.TEMPORARY_FAILURE,
                "Conductor " + host
                        + " died before it answered; the outcome is unknown. Look at the node, then repeat.");
    }

    public static FaultException brokerGone(String method) {
        return new FaultException(
                FaultCode.TEMPORARY_FAILURE,
                "The message broker cannot be reached, so " + method + " was not delivered. Repeat it later.");
    }

    public static FaultException outcomeUnknown(String method) {
        return new FaultException(
                FaultCode.TEMPORARY_FAILURE,
                "A conductor was interrupted while it had " + method
                        + "; the outcome is unknown and it is not repeated by itself. Look at the node, then repeat.");
    }

    public static FaultException closed(String method) {
        return new FaultException(
                FaultCode.TEMPORARY_FAILURE, "This service is stopping, so " + method + " got no answer. Repeat it.");
    }

    public static FaultException interrupted(String method) {
        return new FaultException(
                FaultCode.TEMPORARY_FAILURE, "The wait for the answer to " + method + " was interrupted. Repeat it.");
    }
}
