package dev.fettle.driver.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.step.StepKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeInterfacesTest {
    private static final List<DriverInterface> FAKES = ServiceLoader.load(DriverInterface.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(one -> one.name().equals("fake"))
            .toList();

    private final TestNodeTask task = new TestNodeTask();

    @Test
    void fake_existsForEveryKindButNetwork() {
        assertThat(FAKES)
                .extracting(DriverInterface::kind)
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(InterfaceKind.NETWORK)));
        FAKES.forEach(fake -> fake.validate(task));
    }

    @Test
    void steps_areThoseOfTheReference() {
        assertThat(steps(StepKind.DEPLOY)).containsExactly("deploy.deploy 100 oob abortable");
        assertThat(steps(StepKind.CLEAN))
                .containsExactlyInAnyOrder(
                        "vendor.log_passthrough 1",
                        "bios.apply_configuration 0 settings*",
                        "bios.factory_reset 0",
                        "bios.cache_bios_settings 0",
                        "firmware.update 0 settings*");
        assertThat(steps(StepKind.SERVICE))
                .containsExactlyInAnyOrder("vendor.log_passthrough 0 oob", "vendor.trigger_servicewait 0");
        assertThat(steps(StepKind.VERIFY)).isEmpty();
    }

    @Test
    void steps_takeTheirTimeAndEndWell() {
        task.with(FakeOptions.VENDOR_DELAY, "3");
        var step = new FakeVendor().steps(StepKind.CLEAN).getFirst();
        assertThat(step.run(task, Map.of())).isEqualTo(StepOutcome.done());
        assertThat(step.resume()).isEqualTo(Step.Resume.RUN_AGAIN);
        assertThat(task.pauses()).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void everyKind_waitsAsItsOwnOptionSays() {
        task.with(FakeOptions.BOOT_DELAY, "1")
                .with(FakeOptions.DEPLOY_DELAY, "2")
                .with(FakeOptions.INSPECT_DELAY, "3")
                .with(FakeOptions.MANAGEMENT_DELAY, "4")
                .with(FakeOptions.POWER_DELAY, "5")
                .with(FakeOptions.STORAGE_DELAY, "0.25");
        new FakeBoot().prepareRamdisk(task, Map.of());
        new FakeDeploy().prepare(task);
        assertThat(new FakeInspect().inspect(task)).isEqualTo(StepOutcome.done());
        new FakeManagement().setBootDevice(task, "pxe", true);
        new FakePower().read(task);
        new FakeStorage().attachVolumes(task);
        assertThat(task.pauses())
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(250));
    }

    @Test
    void cleaning_needsNoAgent() {
        assertThat(new FakeDeploy().prepareCleaning(task)).isEqualTo(StepOutcome.done());
        assertThat(new FakeDeploy().inBand()).isEmpty();
        assertThat(task.pauses()).as("no delay configured, no pause").isEmpty();
    }

    @Test
    void delay_ofTwoNumbers_isTriangularWithItsModeAtTheLeast() {
        var delay = FakeDelay.read(FakeOptions.POWER_DELAY, "2, 5");
        var random = new Random(1);
        var drawn = random.doubles(5_000).mapToObj(_ -> delay.draw(random)).toList();
        assertThat(drawn).allSatisfy(one -> assertThat(one).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5)));
        var mean = drawn.stream().mapToLong(Duration::toMillis).average().orElseThrow();
        assertThat(mean).as("(2 + 2 + 5) / 3").isBetween(2_950.0, 3_050.0);
        assertThat(new HashSet<>(drawn)).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "-1", "5,2", "1,2,3", "1,", "NaN", "Infinity", "1e9"})
    void delay_malformed_isAFaultThatNamesTheOption(String text) {
        assertThatThrownBy(() -> FakeDelay.read(FakeOptions.BIOS_DELAY, text))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("[fake] bios_delay");
    }

    private static List<String> steps(StepKind kind) {
        return FAKES.stream()
                .flatMap(fake -> fake.steps(kind).stream())
                .map(FakeInterfacesTest::text)
                .toList();
    }

    private static String text(Step step) {
        var spec = step.spec();
        var arguments = step.arguments().entrySet().stream()
                .map(one -> " " + one.getKey() + (one.getValue().required() ? "*" : ""))
                .collect(Collectors.joining());
        return String.join(
                "",
                Arrays.asList(
                        spec.key(),
                        " " + spec.priority(),
                        spec.requiresRamdisk() ? "" : " oob",
                        spec.abortable() ? " abortable" : "",
                        arguments));
    }
}
