package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.driver.spi.VendorInterface;
import dev.fettle.driver.spi.VendorMethod;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.step.StepKind;
import java.time.Duration;
import java.util.List;

/** The one interface of a fake node with a step that automated cleaning runs; its methods compare their argument with a word. */
public final class FakeVendor implements VendorInterface {
    private static final List<Step> CLEAN =
            List.of(FakeStep.of(InterfaceKind.VENDOR, "log_passthrough", 1, FakeOptions.VENDOR_DELAY));
    private static final List<Step> SERVICE = List.of(
            FakeStep.of(InterfaceKind.VENDOR, "log_passthrough", 0, FakeOptions.VENDOR_DELAY)
                    .outOfBand(),
            FakeStep.of(InterfaceKind.VENDOR, "trigger_servicewait", 0, FakeOptions.VENDOR_DELAY)
                    .endingIn(StepOutcome.waiting(Duration.ofMinutes(30), "the end of a fake service step")));

    private static final List<VendorMethod<NodeTask>> METHODS = List.of(
            comparing("second_method", "kazoo"),
            comparing("third_method_sync", "meow").sync(),
            comparing("fourth_method_shared_lock", "woof").shared());

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

    @Override
    public List<VendorMethod<NodeTask>> nodeMethods(String driver) {
        return METHODS;
    }

    private static VendorMethod<NodeTask> comparing(String method, String word) {
        return VendorMethod.post(
                method,
                "Tells whether the argument bar is " + word + ".",
                (_, call) -> call.required("bar"),
                (task, call) -> {
                    FakeDelay.pause(task, FakeOptions.VENDOR_DELAY);
                    return word.equals(call.required("bar"));
                });
    }
}
