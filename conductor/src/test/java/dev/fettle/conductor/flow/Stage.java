package dev.fettle.conductor.flow;

import dev.fettle.conductor.RecordedConductor;
import dev.fettle.config.AgentOptions;
import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.Database;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.Transition;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.node.CreateNode;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.local.LocalTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A conductor on a real database, with machines that follow a script. */
final class Stage implements AutoCloseable {
    private static final List<InterfaceKind> SCRIPTED =
            List.of(InterfaceKind.DEPLOY, InterfaceKind.INSPECT, InterfaceKind.POWER, InterfaceKind.RESCUE);

    private final String host;
    private final Configuration config;
    private final NodeStore nodes;
    private final LocalTransport transport;
    private final RecordedConductor conductor;
    private final Set<Transition> moves = ConcurrentHashMap.newKeySet();

    Stage(Database database, String host) {
        this(database, host, usual -> usual);
    }

    Stage(Database database, String host, UnaryOperator<Configuration> settings) {
        this.host = host;
        config = settings.apply(Configuration.defaults()
                .with(DefaultOptions.HOST, host)
                .with(DefaultOptions.ENABLED_HARDWARE_TYPES, "fake-hardware")
                .with(DefaultOptions.ENABLED_BOOT_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_CONSOLE_INTERFACES, "fake,no-console,scripted")
                .with(DefaultOptions.ENABLED_DEPLOY_INTERFACES, "fake,scripted,scripted-agent")
                .with(DefaultOptions.ENABLED_INSPECT_INTERFACES, "fake,scripted")
                .with(DefaultOptions.ENABLED_POWER_INTERFACES, "fake,scripted")
                .with(DefaultOptions.ENABLED_RESCUE_INTERFACES, "fake,no-rescue,scripted")
                .with(AgentOptions.REQUIRE_TLS, "false")
                .with(ConductorOptions.CHECK_PROVISION_STATE_INTERVAL, "0.2"));
        nodes = new NodeStore(database);
        transport = new LocalTransport(config);
        conductor = new RecordedConductor(config, database, transport, moves::add);
        conductor.start();
    }

    /** Every move of a provision state so far. */
    Set<Transition> moves() {
        return Set.copyOf(moves);
    }

    NodeStore nodes() {
        return nodes;
    }

    /** A new machine in enroll. */
    Machine machine() {
        var values = Values.none(NodeFields.TABLE).with(NodeFields.DRIVER, "fake-hardware");
        for (var kind : SCRIPTED) {
            values = values.with(NodeFields.interfaceOf(kind), "scripted");
        }
        return created(Node.of(values));
    }

    /** One with interfaces that finish at once. */
    Machine fakeMachine(Map<InterfaceKind, String> interfaces) {
        var node = Node.of(Values.none(NodeFields.TABLE).with(NodeFields.DRIVER, "fake-hardware"));
        for (var chosen : interfaces.entrySet()) {
            node = node.with(NodeFields.interfaceOf(chosen.getKey()), chosen.getValue());
        }
        return created(node);
    }

    /** A machine that is there already. */
    Machine machine(UUID node) {
        return new Machine(this, node);
    }

    <R> @Nullable R call(RpcRequest<R> request) {
        return transport.call(
                RpcTarget.host(host),
                request,
                CallContext.internal("req-" + UUID.randomUUID()),
                Duration.ofSeconds(20));
    }

    void cast(RpcRequest<?> request) {
        transport.cast(RpcTarget.host(host), request, CallContext.internal("req-" + UUID.randomUUID()));
    }

    @Override
    public void close() {
        conductor.stop();
        transport.close();
    }

    private Machine created(Node node) {
        return machine(Objects.requireNonNull(call(new CreateNode(node))).uuid());
    }
}
