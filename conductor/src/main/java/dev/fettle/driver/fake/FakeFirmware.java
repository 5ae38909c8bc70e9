package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.FirmwareInterface;
import dev.fettle.driver.spi.Step;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.step.StepKind;
import java.util.List;

/** Accepts any firmware update and installs nothing. */
public final class FakeFirmware implements FirmwareInterface {
    private static final List<Step> CLEAN =
            List.of(FakeStep.of(InterfaceKind.FIRMWARE, "update", 0, FakeOptions.FIRMWARE_DELAY)
                    .taking("settings", "List of updates, each with component and url."));
    private static final List<Step> SERVICE = List.of();

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
