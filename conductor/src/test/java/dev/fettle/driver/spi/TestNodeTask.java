package dev.fettle.driver.spi;

import dev.fettle.config.Configuration;
import dev.fettle.config.Option;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.port.Port;
import dev.fettle.model.provision.ProvisionState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A task on a node that lives in memory. Pauses turn its clock and take no time. Can lose its lock, or "die" at a chosen point, so that a
 * test can see what another conductor finds: {@link #successor} is the task that this other conductor has.
 */
public final class TestNodeTask implements NodeTask {
    private final TestClock clock;
    private final Map<InterfaceKind, DriverInterface> interfaces = new EnumMap<>(InterfaceKind.class);
    private final List<Port> ports = new ArrayList<>();
    private final TestRecords records = new TestRecords();
    private final List<Duration> pauses = new ArrayList<>();
    private Configuration config = Configuration.defaults();
    private Node node;
    private boolean lockLost;
    private boolean readOnly;
    private int points;
    private int dieAt = Integer.MAX_VALUE;
    private Runnable whilePausing = () -> {};

    public TestNodeTask() {
        this(new TestClock(), newNode());
    }

    private TestNodeTask(TestClock clock, Node node) {
        this.clock = clock;
        this.node = node;
    }

    /** Thrown where the conductor "dies". */
    public static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public TestNodeTask with(DriverInterface implementation) {
        interfaces.put(implementation.kind(), implementation);
        return this;
    }

    public TestNodeTask with(Option<?> option, String text) {
        config = config.with(option, text);
        return this;
    }

    public TestNodeTask with(Port port) {
        ports.add(port);
        return this;
    }

    public TestNodeTask driverInfo(String key, Object value) {
        node = node.with(NodeFields.DRIVER_INFO, put(node.driverInfo(), key, value));
        return this;
    }

    public TestNodeTask withoutDriverInfo(String key) {
        node = node.with(NodeFields.DRIVER_INFO, without(node.driverInfo(), key));
        return this;
    }

    public TestNodeTask instanceInfo(String key, Object value) {
        node = node.with(NodeFields.INSTANCE_INFO, put(node.instanceInfo(), key, value));
        return this;
    }

    public TestNodeTask withoutInstanceInfo(String key) {
        node = node.with(NodeFields.INSTANCE_INFO, without(node.instanceInfo(), key));
        return this;
    }

    public TestNodeTask property(String key, Object value) {
        node = node.with(NodeFields.PROPERTIES, put(node.properties(), key, value));
        return this;
    }

    /** As if somebody else, such as the heartbeat handler, had written it. */
    public TestNodeTask internal(String key, Object value) {
        node = node.withInternal(key, value);
        return this;
    }

    public TestNodeTask state(ProvisionState state) {
        node = node.with(NodeFields.PROVISION_STATE, state.word());
        return this;
    }

    /** Runs at each pause, after the clock was turned: the world goes on meanwhile. */
    public TestNodeTask whilePausing(Runnable world) {
        whilePausing = world;
        return this;
    }

    public void loseLock() {
        lockLost = true;
    }

    /**
     * Makes the conductor die at a point where it talks to its engine: a save, a pause, or the check right before a side effect. Before the
     * save, before the effect.
     *
     * @param point 1: the next one
     */
    public TestNodeTask dieAt(int point) {
        dieAt = points + point;
        return this;
    }

    /** Points passed so far; so a test can die at each of them in turn. */
    public int points() {
        return points;
    }

    /** The task of the conductor that goes on after this one died: same node as saved, same drivers, a lock of its own. */
    public TestNodeTask successor() {
        var next = new TestNodeTask(clock, node);
        next.interfaces.putAll(interfaces);
        next.ports.addAll(ports);
        next.config = config;
        next.whilePausing = whilePausing;
        return next;
    }

    /** The same node for a look without a lock: refuses to save. */
    public TestNodeTask withoutLock() {
        var look = successor();
        look.readOnly = true;
        return look;
    }

    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public List<Port> ports() {
        return List.copyOf(ports);
    }

    @Override
    public Driver driver() {
        return new Driver("test", interfaces);
    }

    @Override
    public TestRecords records() {
        return records;
    }

    @Override
    public Configuration config() {
        return config;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    public TestClock testClock() {
        return clock;
    }

    @Override
    public void save(UnaryOperator<Node> change) {
        if (readOnly) {
            throw new IllegalStateException("a look without a lock wants to save");
        }
        ensureLockHeld();
        node = change.apply(node);
    }

    @Override
    public void change(UnaryOperator<Node> change) {
        node = change.apply(node);
    }

    @Override
    public void savePort(Port port) {
        ensureLockHeld();
        ports.replaceAll(known -> known.uuid().equals(port.uuid()) ? port : known);
    }

    @Override
    public void pause(Duration duration) {
        ensureLockHeld();
        pauses.add(duration);
        clock.advance(duration);
        whilePausing.run();
    }

    @Override
    public void ensureLockHeld() {
        if (lockLost) {
            throw new LockLostException(node.uuid(), 1);
        }
        if (++points >= dieAt) {
            throw new Died();
        }
    }

    private static Node newNode() {
        var values = Values.none(NodeFields.TABLE).toBuilder();
        NodeFields.TABLE.fields().forEach(field -> values.putRaw(field, null));
        return Node.of(values.build())
                .with(NodeFields.ID, 1L)
                .with(NodeFields.UUID, UUID.fromString("1be26c0b-03f2-4d2e-ae87-c02d7f33c123"))
                .with(NodeFields.NAME, "machine-1")
                .with(NodeFields.DRIVER, "test")
                .with(NodeFields.CONDUCTOR_GROUP, "")
                .with(NodeFields.MAINTENANCE, false)
                .with(NodeFields.PROTECTED, false)
                .with(NodeFields.CONSOLE_ENABLED, false)
                .with(NodeFields.PROVISION_STATE, ProvisionState.MANAGEABLE.word());
    }

    private static Map<String, Object> put(Map<String, Object> map, String key, Object value) {
        var copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    private static Map<String, Object> without(Map<String, Object> map, String key) {
        var copy = new LinkedHashMap<>(map);
        copy.remove(key);
        return copy;
    }
}
