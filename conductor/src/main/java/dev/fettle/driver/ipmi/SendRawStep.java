package dev.fettle.driver.ipmi;

import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepArgument;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.Map;
import java.util.function.BiConsumer;

/** Sends raw bytes to the BMC. What they do is not known, so nothing is repeated after a crash. */
record SendRawStep(StepKind family, BiConsumer<NodeTask, String> send) implements Step {
    private static final String BYTES = "raw_bytes";

    @Override
    public StepSpec spec() {
        return new StepSpec(
                InterfaceKind.VENDOR.word(),
                "send_raw",
                Map.of(),
                0,
                family == StepKind.DEPLOY,
                family != StepKind.CLEAN,
                StepSpec.Source.DRIVER,
                Map.of());
    }

    @Override
    public Map<String, StepArgument> arguments() {
        return Map.of(BYTES, new StepArgument("Bytes to send, such as 0x00 0x01.", true));
    }

    @Override
    public Resume resume() {
        return Resume.FAIL;
    }

    @Override
    public StepOutcome run(NodeTask task, Map<String, Object> args) {
        if (!(args.get(BYTES) instanceof String bytes)) {
            throw new FaultException(FaultCode.INVALID_PARAMETER_VALUE, "The argument raw_bytes takes a string.");
        }
        send.accept(task, bytes);
        return StepOutcome.done();
    }
}
