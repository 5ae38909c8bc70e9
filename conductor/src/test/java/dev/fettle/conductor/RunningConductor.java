package dev.fettle.conductor;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.Database;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.node.CreateNode;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.local.LocalTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A conductor of fake hardware that a test talks to by RPC. */
final class RunningConductor implements AutoCloseable {
    private static final String HOST = "cond-1";

    private final LocalTransport transport;
    private final ConductorServer server;
    private final NodeStore nodes;

    RunningConductor(Database database) {
        this(database, UnaryOperator.identity());
    }

    /** @param more settings beside those of fake hardware */
    RunningConductor(Database database, UnaryOperator<Configuration> more) {
        var config = more.apply(Configuration.defaults()
                .with(DefaultOptions.HOST, HOST)
                .with(ConductorOptions.CHECK_PROVISION_STATE_INTERVAL, "0.2")
                .with(DefaultOptions.ENABLED_HARDWARE_TYPES, "fake-hardware")
                .with(DefaultOptions.ENABLED_BOOT_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_DEPLOY_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_INSPECT_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_BIOS_INTERFACES, "fake,no-bios")
                .with(DefaultOptions.ENABLED_CONSOLE_INTERFACES, "fake,no-console")
                .with(DefaultOptions.ENABLED_RAID_INTERFACES, "fake,no-raid")
                .with(DefaultOptions.ENABLED_VENDOR_INTERFACES, "fake,no-vendor")
                .with(DefaultOptions.ENABLED_MANAGEMENT_INTERFACES, "fake,noop"));
        transport = new LocalTransport(config);
        nodes = new NodeStore(database);
        server = new ConductorServer(config, database, transport, Clock.systemUTC());
        server.start();
    }

    Node created() {
        return created("fake");
    }

    /** @param others what to use instead of these kinds of fake, such as {@code no-raid} */
    Node created(String... others) {
        var node = Node.of(Values.none(NodeFields.TABLE).with(NodeFields.DRIVER, "fake-hardware"));
        for (var other : others) {
            for (var kind : InterfaceKind.values()) {
                if (other.equals("no-" + kind.word()) || other.equals("noop") && kind == InterfaceKind.MANAGEMENT) {
                    node = node.with(NodeFields.interfaceOf(kind), other);
                }
            }
        }
        return Objects.requireNonNull(call(new CreateNode(node)));
    }

    Node manageable() {
        var node = created();
        call(new DoProvisioningAction(node.uuid(), "manage"));
        return await(
                node, it -> it.provisionState() == ProvisionState.MANAGEABLE && it.get(NodeFields.RESERVATION) == null);
    }

    <R> @Nullable R call(RpcRequest<R> request) {
        return transport.call(
                RpcTarget.host(HOST),
                request,
                CallContext.internal("req-" + UUID.randomUUID()),
                Duration.ofSeconds(20));
    }

    Node now(UUID node) {
        return nodes.find(node).orElseThrow();
    }

    Node now(Node node) {
        return now(node.uuid());
    }

    /** The node when it is free and meets the condition. */
    Node await(Node node, Predicate<Node> condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            var now = now(node);
            if (now.get(NodeFields.RESERVATION) == null && condition.test(now)) {
                return now;
            }
            LockSupport.parkNanos(5_000_000);
        }
        var now = now(node);
        throw new AssertionError("not reached: " + now.provisionState() + " " + now.get(NodeFields.LAST_ERROR));
    }

    @Override
    public void close() {
        server.stop(Duration.ofSeconds(5));
        transport.close();
    }
}
