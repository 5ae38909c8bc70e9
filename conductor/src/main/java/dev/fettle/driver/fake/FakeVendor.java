package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.step.StepKind;
import java.time.Duration;
import java.util.List;

/** The one interface of a fake node with a step that automated cleaning runs. */
public final class FakeVendor implements DriverInterface {
    private static final List<Step> CLEAN =
            List.of(FakeStep.of(InterfaceKind.VENDOR, "log_passthrough", 1, FakeOptions.VENDOR_DELAY));
    private static final List<Step> SERVICE = List.of(
            FakeStep.of(InterfaceKind.VENDOR, "log_passthrough", 0, FakeOptions.VENDOR_DELAY)
                    .outOfBand(),
            FakeStep.of(InterfaceKind.VENDOR, "trigger_servicewait", 0, FakeOptions.VENDOR_DELAY)
                    .endingIn(StepOutcome.waiting(Duration.ofMinutes(30), "the end of a fake service step")));

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.VENDOR;
    }

    @Override
    public String name() {
        return Fake.NAME;
    }

    @Override
    public List<Step> steps(StepKind kind) {
        return switch (kind) {
            case CLEAN -> CLEAN;
            case SERVICE -> SERVICE;
            case DEPLOY, VERIFY -> List.of();
        };
    }
}
