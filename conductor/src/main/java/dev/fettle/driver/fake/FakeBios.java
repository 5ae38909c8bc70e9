package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.Step;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.step.StepKind;
import java.util.List;

/** Accepts any BIOS settings and forgets them. */
public final class FakeBios implements DriverInterface {
    private static final Step APPLY = FakeStep.of(InterfaceKind.BIOS, "apply_configuration", 0, FakeOptions.BIOS_DELAY)
            .taking("settings", "List of BIOS settings, each with name and value.");
    private static final Step RESET = FakeStep.of(InterfaceKind.BIOS, "factory_reset", 0, FakeOptions.BIOS_DELAY);
    private static final Step CACHE = FakeStep.of(InterfaceKind.BIOS, "cache_bios_settings", 0, FakeOptions.BIOS_DELAY);
    private static final List<Step> CLEAN = List.of(APPLY, RESET, CACHE);
    private static final List<Step> SERVICE = List.of();

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.BIOS;
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
