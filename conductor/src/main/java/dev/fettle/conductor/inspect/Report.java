package dev.fettle.conductor.inspect;

import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultCode;
import dev.fettle.model.node.Node;
import java.util.Map;
import java.util.Optional;

/** That the agent has reported, as a note on the node: whoever goes on with the inspection finds it there. */
final class Report {
    private static final String KEY = "inspection_report";
    private static final String ERROR = "error";

    private Report() {}

    /** @param error why the report is no good; empty when it is */
    static Node noted(Node node, Optional<String> error) {
        return node.withInternal(KEY, error.map(text -> Map.of(ERROR, text)).orElse(Map.of()));
    }

    static Node forgotten(Node node) {
        return node.withInternal(KEY, null);
    }

    /** Empty while there is no report. */
    static Optional<StepOutcome> of(Node node) {
        if (!(node.internalInfo().get(KEY) instanceof Map<?, ?> report)) {
            return Optional.empty();
        }
        return Optional.of(
                report.get(ERROR) instanceof String text
                        ? StepOutcome.failed(
                                FaultCode.HARDWARE_INSPECTION_FAILURE,
                                text,
                                "Look at the machine's console and start the inspection again.")
                        : StepOutcome.done());
    }
}
