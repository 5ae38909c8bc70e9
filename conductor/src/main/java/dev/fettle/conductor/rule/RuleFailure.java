package dev.fettle.conductor.rule;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;

/** A rule cannot be carried out, or wants inspection to fail. */
final class RuleFailure {
    private RuleFailure() {}

    static FaultException of(String reason) {
        return new FaultException(FaultCode.HARDWARE_INSPECTION_FAILURE, reason);
    }
}
