package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.BiosInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.field.Values;
import dev.fettle.model.hardware.BiosSettingFields;
import dev.fettle.model.step.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A BIOS that has the settings that were applied last, and no others ({@code contract/drivers.md} section 13). */
public final class FakeBios implements BiosInterface {
    private static final int MOST_SETTINGS = 10_000;
    private static final Step APPLY = FakeStep.of(InterfaceKind.BIOS, "apply_configuration", 0, FakeOptions.BIOS_DELAY)
            .taking("settings", "List of BIOS settings, each with name and value.")
            .doing(FakeBios::apply);
    private static final Step RESET = FakeStep.of(InterfaceKind.BIOS, "factory_reset", 0, FakeOptions.BIOS_DELAY);
    private static final Step CACHE = FakeStep.of(InterfaceKind.BIOS, "cache_bios_settings", 0, FakeOptions.BIOS_DELAY);
    private static final List<Step> CLEAN = List.of(APPLY, RESET, CACHE);

    @Override
    public String name() {
        return Fake.NAME;
    }

    @Override
    public List<Step> steps(StepKind kind) {
        return switch (kind) {
            case CLEAN -> CLEAN;
            case DEPLOY, SERVICE, VERIFY -> List.of();
        };
    }

    private static void apply(NodeTask task, Map<String, Object> args) {
        if (!(args.get("settings") instanceof List<?> given) || given.size() > MOST_SETTINGS) {
            throw invalid("must be a list of at most " + MOST_SETTINGS + " settings");
        }
        var settings = new ArrayList<Values>();
        for (var one : given) {
            if (!(one instanceof Map<?, ?> setting)
                    || !(setting.get("name") instanceof String name)
                    || name.isEmpty()) {
                throw invalid("must hold objects with name and value");
            }
            settings.add(BiosSettingFields.setting(name, text(setting.get("value"))));
        }
        task.records().saveBiosSettings(settings);
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            throw invalid("has a value that is a list or an object");
        }
        return value == null ? null : Objects.toString(value);
    }

    private static FaultException invalid(String what) {
        return new FaultException(FaultCode.INVALID_PARAMETER_VALUE, "The argument settings " + what + ".");
    }
}
