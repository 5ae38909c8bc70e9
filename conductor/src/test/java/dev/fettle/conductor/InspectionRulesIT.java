package dev.fettle.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.resource.ResourceQuery;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.db.resource.Resources;
import dev.fettle.model.field.Values;
import dev.fettle.model.inspection.InspectionRuleFields;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.node.CreateNode;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.rpc.node.InspectNode;
import dev.fettle.testing.PostgresServer;
import dev.fettle.transport.RpcTarget;
import dev.fettle.transport.local.LocalTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Inspection rules at work: what they find, and what becomes of the node. */
class InspectionRulesIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final String HOST = "cond-1";
    private static LocalTransport transport;
    private static ConductorServer conductor;
    private static NodeStore nodes;
    private static ResourceStore rules;

    @BeforeAll
    static void start() {
        var config = Configuration.defaults()
                .with(DefaultOptions.HOST, HOST)
                .with(DefaultOptions.ENABLED_HARDWARE_TYPES, "fake-hardware")
                .with(DefaultOptions.ENABLED_BOOT_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_DEPLOY_INTERFACES, "fake")
                .with(DefaultOptions.ENABLED_INSPECT_INTERFACES, "fake")
                .with(ConductorOptions.CHECK_PROVISION_STATE_INTERVAL, "0.2");
        transport = new LocalTransport(config);
        nodes = new NodeStore(POSTGRES.database());
        conductor = new ConductorServer(config, POSTGRES.database(), transport, Clock.systemUTC());
        conductor.start();
        rules = new ResourceStore(POSTGRES.database(), Resources.INSPECTION_RULE_TABLE);
    }

    @AfterAll
    static void stop() {
        conductor.stop(Duration.ofSeconds(5));
        transport.close();
    }

    @AfterEach
    void forgetRules() {
        rules.list(new ResourceQuery(List.of(), List.of(), InspectionRuleFields.ID, false, null, 0))
                .forEach(rule -> rules.delete(rule.require(InspectionRuleFields.UUID), _ -> {}));
    }

    @Test
    void rulesChangeTheNode_theOneWithTheHighestPriorityFirst() {
        var node = manageable();
        rule(1, mine(node), action("extend-attribute", List.of("extra/order", "low")));
        rule(9, mine(node), action("extend-attribute", List.of("extra/order", "high")));
        rule(5, mine(node), action("set-attribute", List.of("resource_class", "{node.driver}-{node.extra[size]}")));
        rule(5, mine(node), action("set-capability", List.of("boot_mode", "uefi")));
        rule(5, mine(node), action("add-trait", List.of("CUSTOM_BIG")));
        rule(5, List.of(condition("eq", List.of(List.of(1, 2)))), action("fail", List.of("not for this node")));

        call(new InspectNode(node.uuid()));

        var after = await(
                node,
                it -> it.provisionState() == ProvisionState.MANAGEABLE
                        && !it.traits().isEmpty());
        assertThat(after.traits()).containsExactly("CUSTOM_BIG");
        assertThat(after.require(NodeFields.EXTRA)).containsEntry("order", List.of("high", "low"));
        assertThat(after.get(NodeFields.RESOURCE_CLASS)).isEqualTo("fake-hardware-big");
        assertThat(after.properties()).containsEntry("capabilities", "boot_mode:uefi");
        assertThat(after.get(NodeFields.LAST_ERROR)).isNull();
    }

    @Test
    void aRuleThatFails_failsInspectionAndWritesNothing() {
        var node = manageable();
        rule(9, mine(node), action("set-attribute", List.of("description", "was here")));
        rule(1, mine(node), action("fail", List.of("too small: {node.extra[size]}")));

        call(new InspectNode(node.uuid()));

        var after = await(node, it -> it.provisionState() == ProvisionState.INSPECT_FAILED);
        assertThat(after.get(NodeFields.LAST_ERROR)).contains("too small: big");
        assertThat(after.get(NodeFields.DESCRIPTION)).isNull();
    }

    @Test
    void aValueThatDoesNotFitItsField_failsInspection() {
        var node = manageable();
        rule(1, mine(node), action("set-attribute", List.of("resource_class", "x".repeat(81))));

        call(new InspectNode(node.uuid()));

        var after = await(node, it -> it.provisionState() == ProvisionState.INSPECT_FAILED);
        assertThat(after.get(NodeFields.LAST_ERROR)).contains("resource_class");
    }

    private static void rule(long priority, List<Object> conditions, Map<String, Object> action) {
        rules.insert(Values.none(InspectionRuleFields.TABLE)
                .with(InspectionRuleFields.UUID, UUID.randomUUID())
                .with(InspectionRuleFields.PRIORITY, priority)
                .with(InspectionRuleFields.CONDITIONS, conditions)
                .with(InspectionRuleFields.ACTIONS, List.of(action)));
    }

    private static List<Object> mine(Node node) {
        return List.of(
                condition(
                        "eq",
                        Map.of("values", List.of("{node.uuid}", node.uuid().toString()))),
                condition("is-empty", List.of("{inventory[interfaces]}")));
    }

    private static Map<String, Object> condition(String op, Object args) {
        return Map.of("op", op, "args", args);
    }

    private static Map<String, Object> action(String op, Object args) {
        return Map.of("op", op, "args", args);
    }

    private static Node manageable() {
        var node = Objects.requireNonNull(call(new CreateNode(Node.of(Values.none(NodeFields.TABLE)
                .with(NodeFields.DRIVER, "fake-hardware")
                .with(NodeFields.EXTRA, Map.of("size", "big"))))));
        call(new DoProvisioningAction(node.uuid(), "manage"));
        await(node, it -> it.provisionState() == ProvisionState.MANAGEABLE);
        return node;
    }

    private static <R> @Nullable R call(RpcRequest<R> request) {
        return transport.call(
                RpcTarget.host(HOST),
                request,
                CallContext.internal("req-" + UUID.randomUUID()),
                Duration.ofSeconds(20));
    }

    private static Node await(Node node, Predicate<Node> condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            var now = nodes.find(node.uuid()).orElseThrow();
            if (now.get(NodeFields.RESERVATION) == null && condition.test(now)) {
                return now;
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("not reached: "
                + nodes.find(node.uuid())
                        .map(it -> it.provisionState() + " " + it.get(NodeFields.LAST_ERROR))
                        .orElseThrow());
    }
}
