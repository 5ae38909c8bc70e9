package dev.fettle.conductor.management;

import dev.fettle.driver.spi.Indicator;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.Map;

/** A light that the machine of a node has. */
record KnownIndicator(String component, String name, Indicator indicator) {

    /** @throws FaultException {@code INVALID_PARAMETER_VALUE} when the machine has no such light */
    static KnownIndicator of(NodeTask task, String component, String name) {
        var supported = task.driver().management().indicatorControl(task).supported(task);
        var indicator = supported.getOrDefault(component, Map.of()).get(name);
        if (indicator == null) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "Node " + task.node().uuid()
                            + " has no such indicator of that component. List its indicators first.");
        }
        return new KnownIndicator(component, name, indicator);
    }

    /** @throws FaultException {@code INVALID_PARAMETER_VALUE} when it is read-only or never in that state */
    void requireSettable(String state) {
        if (indicator.readonly()) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE, "Indicator " + name + "@" + component + " is read-only.");
        }
        if (!indicator.states().contains(state)) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "Indicator " + name + "@" + component + " can be set to " + String.join(", ", indicator.states())
                            + ".");
        }
    }
}
