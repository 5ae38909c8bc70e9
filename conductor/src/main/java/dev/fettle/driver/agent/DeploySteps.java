package dev.fettle.driver.agent;

import dev.fettle.model.step.StepSpec;
import java.util.Map;

/** How the conductor-side steps of the direct deploy interface are listed ({@code contract/drivers.md} section 4). */
final class DeploySteps {
    static final StepSpec DEPLOY = spec("deploy", 100);
    static final StepSpec WRITE_IMAGE = spec("write_image", 80);
    static final StepSpec PREPARE_INSTANCE_BOOT = spec("prepare_instance_boot", 60);
    static final StepSpec TEAR_DOWN_AGENT = spec("tear_down_agent", 40);
    static final StepSpec SWITCH_TO_TENANT_NETWORK = spec("switch_to_tenant_network", 30);
    static final StepSpec BOOT_INSTANCE = spec("boot_instance", 20);

    private DeploySteps() {}

    private static StepSpec spec(String name, int priority) {
        return new StepSpec("deploy", name, Map.of(), priority, true, true, StepSpec.Source.DRIVER, Map.of());
    }
}
