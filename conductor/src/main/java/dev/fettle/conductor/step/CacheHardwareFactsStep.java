package dev.fettle.conductor.step;

import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes what the machine tells of itself. A machine that does not tell something is still manageable. */
public final class CacheHardwareFactsStep implements ConductorStep {
    public static final String NAME = "cache_hardware_facts";

    private static final Logger LOG = LoggerFactory.getLogger(CacheHardwareFactsStep.class);

    /** Something that has tables of its own. */
    private record Cache(String what, Consumer<OperationTask> fill) {}

    private static final List<Cache> CACHES = List.of(
            new Cache("BIOS settings", task -> task.driver().bios().cacheSettings(task)),
            new Cache("firmware", task -> task.driver().firmware().cacheComponents(task)));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        var learned = HardwareFacts.learn(task);
        task.change(_ -> learned);
        for (var cache : CACHES) {
            try {
                cache.fill().accept(task);
            } catch (FaultException e) {
                LOG.info("{}: {} not known: {}", task.node(), cache.what(), e.text());
            }
        }
        return StepOutcome.done();
    }
}
