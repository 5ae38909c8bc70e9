package dev.fettle.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.Database;
import dev.fettle.db.hardware.InventoryStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.port.PortStore;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.db.resource.Resources;
import dev.fettle.model.field.Values;
import dev.fettle.model.inspection.InspectionRuleFields;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.node.CreateNode;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.rpc.node.InspectNode;
import dev.fettle.testing.Await;
import dev.fettle.testing.PostgresServer;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.local.LocalTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a node by inspection is written with one commit: all of it, once. */
class InspectionOutcomeIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    /** Makes the transaction that ends an inspection stop after all else was written, for as long as there is a gate. */
    private static final List<String> GATE =
            List.of("create table gate ()", "insert into gate default values", """
                create function wait_at_gate() returns trigger language plpgsql as $$ begin
                    if exists (select from gate) then perform pg_sleep(600); end if;
                    return new;
                end $$\
                """, """
                create constraint trigger gate after update on operations initially deferred for each row
                when (new.kind = 'inspect' and new.state = 'done') execute function wait_at_gate()\
                """);

    @Test
    void conductorThatDiesInTheMiddleOfTheLastCommit_leavesNothingOfIt_andAnotherOneWritesAllOnce() {
        var ports = new PortStore(POSTGRES.database());
        Node node;
        try (var one = new Life("cond-1")) {
            node = one.manageable();
            ports.insert(new Port(Values.none(PortFields.TABLE)
                    .with(PortFields.UUID, UUID.randomUUID())
                    .with(PortFields.NODE_UUID, node.uuid())
                    .with(PortFields.ADDRESS, "52:54:00:00:00:01")));
            var port = ports.ofNode(node.uuid()).getFirst().uuid().toString();
            rule(
                    node,
                    action("extend-attribute", "path", "extra/order", "value", "x"),
                    action("extend-plugin-data", "path", "order", "value", "x"),
                    action("extend-port-attribute", "port_id", port, "path", "extra/order", "value", "x"),
                    action("add-trait", "name", "CUSTOM_BIG"));
            GATE.forEach(InspectionOutcomeIT::sql);
            one.call(new InspectNode(node.uuid()));
            Await.until("the end of the inspection", Duration.ofSeconds(20), () -> asleep() == 1);
        }
        sql("delete from gate");
        sql("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'"
                + " and datname = current_database()");
        Await.until("its end", Duration.ofSeconds(20), () -> asleep() == 0);
        assertThat(now(node).provisionState()).isEqualTo(ProvisionState.INSPECTING);
        assertThat(ports.ofNode(node.uuid()).getFirst().values().getOrNull(PortFields.EXTRA))
                .isEqualTo(Map.of());

        try (var _ = new Life("cond-2")) {
            var after = free(node, ProvisionState.MANAGEABLE);

            assertThat(after.require(NodeFields.EXTRA)).containsEntry("order", List.of("x"));
            assertThat(after.traits()).containsExactly("CUSTOM_BIG");
            assertThat(after.get(NodeFields.LAST_ERROR)).isNull();
            assertThat(ports.ofNode(node.uuid()).getFirst().values().require(PortFields.EXTRA))
                    .isEqualTo(Map.of("order", List.of("x")));
            assertThat(new InventoryStore(POSTGRES.database())
                            .find(node.id())
                            .orElseThrow()
                            .pluginData())
                    .isEqualTo(Map.of("order", List.of("x")));
        }
    }

    @Test
    void valueThatIsTaken_failsTheInspectionAndLeavesNothingOfTheRest() {
        try (var conductor = new Life("cond-3")) {
            var node = conductor.manageable();
            var other = conductor.manageable();
            var store = new NodeStore(POSTGRES.database());
            store.edit(other.uuid(), it -> it.with(NodeFields.NAME, "taken"));
            rule(
                    node,
                    action("set-attribute", "path", "name", "value", "taken"),
                    action("extend-plugin-data", "path", "order", "value", "x"),
                    action("add-trait", "name", "CUSTOM_BIG"));

            conductor.call(new InspectNode(node.uuid()));

            var after = free(node, ProvisionState.INSPECT_FAILED);
            assertThat(after.get(NodeFields.LAST_ERROR)).contains("A node with name taken already exists");
            assertThat(after.traits()).isEmpty();
            assertThat(new InventoryStore(POSTGRES.database()).find(node.id())).isEmpty();
        }
    }

    private static void rule(Node node, Object... actions) {
        new ResourceStore(POSTGRES.database(), Resources.INSPECTION_RULE_TABLE)
                .insert(Values.none(InspectionRuleFields.TABLE)
                        .with(InspectionRuleFields.UUID, UUID.randomUUID())
                        .with(InspectionRuleFields.PRIORITY, 1L)
                        .with(
                                InspectionRuleFields.CONDITIONS,
                                List.of(Map.of(
                                        "op",
                                        "eq",
                                        "args",
                                        List.of(List.of(
                                                "{node.uuid}", node.uuid().toString())))))
                        .with(InspectionRuleFields.ACTIONS, List.of(actions)));
    }

    private static Map<String, Object> action(String op, String... args) {
        var named = new java.util.LinkedHashMap<String, Object>();
        for (var i = 0; i < args.length; i += 2) {
            named.put(args[i], args[i + 1]);
        }
        return Map.of("op", op, "args", named);
    }

    private static Node free(Node node, ProvisionState state) {
        Await.until(
                state.word(),
                Duration.ofSeconds(20),
                () -> now(node).provisionState() == state && now(node).get(NodeFields.RESERVATION) == null);
        return now(node);
    }

    private static Node now(Node node) {
        return new NodeStore(POSTGRES.database()).find(node.uuid()).orElseThrow();
    }

    private static long asleep() {
        return database()
                .run(session -> session.first(
                        "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and datname ="
                                + " current_database()",
                        List.of(),
                        row -> row.getLong(1)))
                .orElseThrow();
    }

    private static void sql(String statement) {
        database()
                .run(session -> statement.startsWith("select")
                        ? session.list(statement, List.of(), row -> row.getObject(1))
                                .size()
                        : session.execute(statement, List.of()));
    }

    private static Database database() {
        return POSTGRES.database();
    }

    /** A conductor from its start to its end, which comes without waiting for anything. */
    private static final class Life implements AutoCloseable {
        private final String host;
        private final LocalTransport transport;
        private final ConductorServer server;

        Life(String host) {
            this.host = host;
            var config = Configuration.defaults()
                    .with(DefaultOptions.HOST, host)
                    .with(DefaultOptions.ENABLED_HARDWARE_TYPES, "fake-hardware")
                    .with(DefaultOptions.ENABLED_BOOT_INTERFACES, "fake")
                    .with(DefaultOptions.ENABLED_DEPLOY_INTERFACES, "fake")
                    .with(DefaultOptions.ENABLED_INSPECT_INTERFACES, "fake")
                    .with(ConductorOptions.CHECK_PROVISION_STATE_INTERVAL, "0.2");
            transport = new LocalTransport(config);
            server = new ConductorServer(config, database(), transport, Clock.systemUTC());
            server.start();
        }

        Node manageable() {
            var node = Objects.requireNonNull(call(
                    new CreateNode(Node.of(Values.none(NodeFields.TABLE).with(NodeFields.DRIVER, "fake-hardware")))));
            call(new DoProvisioningAction(node.uuid(), "manage"));
            return free(node, ProvisionState.MANAGEABLE);
        }

        <R> @Nullable R call(RpcRequest<R> request) {
            return transport.call(
                    RpcTarget.host(host),
                    request,
                    CallContext.internal("req-" + UUID.randomUUID()),
                    Duration.ofSeconds(20));
        }

        @Override
        public void close() {
            server.stop(Duration.ZERO);
            transport.close();
        }
    }
}
