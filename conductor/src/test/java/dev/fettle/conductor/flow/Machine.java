package dev.fettle.conductor.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fettle.db.node.EditResult;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.agent.AgentHeartbeat;
import dev.fettle.rpc.agent.GetNodeWithToken;
import dev.fettle.rpc.node.CleanNode;
import dev.fettle.rpc.node.DeployNode;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.rpc.node.InspectNode;
import dev.fettle.rpc.node.RescueNode;
import dev.fettle.rpc.node.ServiceNode;
import dev.fettle.rpc.node.SetNodeMaintenance;
import dev.fettle.rpc.node.TearDownNode;
import dev.fettle.rpc.node.UnrescueNode;
import dev.fettle.testing.Await;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A machine on the stage: what is asked of it, and where it gets to. */
final class Machine {
    static final String PASSWORD = "open sesame";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stage stage;
    private final UUID uuid;

    Machine(Stage stage, UUID uuid) {
        this.stage = stage;
        this.uuid = uuid;
    }

    UUID uuid() {
        return uuid;
    }

    Node now() {
        return stage.nodes().find(uuid).orElseThrow();
    }

    Machine manageable() {
        return verb("manage").reaches(ProvisionState.MANAGEABLE);
    }

    Machine available() {
        return manageable().verb("provide").reaches(ProvisionState.AVAILABLE);
    }

    Machine active() {
        return available().deploy().reaches(ProvisionState.ACTIVE);
    }

    /** A verb that needs no more than its name. */
    Machine verb(String action) {
        return ask(new DoProvisioningAction(uuid, action));
    }

    Machine deploy(Map<?, ?>... steps) {
        return ask(new DeployNode(uuid, false, null, steps.length == 0 ? null : rows(steps)));
    }

    Machine rebuild() {
        return ask(new DeployNode(uuid, true, null, null));
    }

    Machine delete() {
        return ask(new TearDownNode(uuid));
    }

    Machine inspect() {
        return ask(new InspectNode(uuid));
    }

    Machine rescue() {
        return ask(new RescueNode(uuid, PASSWORD));
    }

    Machine unrescue() {
        return ask(new UnrescueNode(uuid));
    }

    Machine clean(Map<?, ?>... steps) {
        return ask(new CleanNode(uuid, rows(steps), null));
    }

    Machine service(Map<?, ?>... steps) {
        return ask(new ServiceNode(uuid, rows(steps), null));
    }

    Machine maintenance(boolean on) {
        return ask(new SetNodeMaintenance(uuid, on, on ? "for a test" : null));
    }

    Machine ask(RpcRequest<?> request) {
        stage.call(request);
        return this;
    }

    Machine cast(RpcRequest<?> request) {
        stage.cast(request);
        return this;
    }

    /** What the request is refused with. */
    FaultException refusal(RpcRequest<?> request) {
        var fault = catchThrowableOfType(FaultException.class, () -> stage.call(request));
        assertThat(fault).as("refusal of " + request).isNotNull();
        return fault;
    }

    /** From now on the machine does that in that scene; see {@code Script}. */
    Machine plays(String scene, String how) {
        return edit(node -> {
            var info = new LinkedHashMap<>(node.driverInfo());
            info.put(scene, how);
            return node.with(NodeFields.DRIVER_INFO, info);
        });
    }

    Machine edit(UnaryOperator<Node> change) {
        assertThat(stage.nodes().edit(uuid, change)).isInstanceOf(EditResult.Saved.class);
        return this;
    }

    /** The agent that it booted calls. */
    Machine heartbeat() {
        stage.call(new GetNodeWithToken(uuid));
        var token = now().internalText("agent_secret_token");
        return ask(new AgentHeartbeat(uuid, "http://127.0.0.1:9/", "9.9", token, null, null, null));
    }

    /** Waits for the state, and for the lock to be free. */
    Machine reaches(ProvisionState state) {
        return becomes(
                state.word(), node -> node.provisionState() == state && node.get(NodeFields.RESERVATION) == null);
    }

    Machine becomes(String what, Predicate<Node> condition) {
        try {
            Await.until(what, PATIENCE, () -> condition.test(now()));
        } catch (AssertionError e) {
            var node = now();
            throw new AssertionError(
                    e.getMessage() + "; it is in " + node.provisionState() + ", held by "
                            + node.get(NodeFields.RESERVATION) + ": " + node.get(NodeFields.LAST_ERROR),
                    e);
        }
        return this;
    }

    Machine targets(@Nullable ProvisionState state) {
        assertThat(now().get(NodeFields.TARGET_PROVISION_STATE)).isEqualTo(state == null ? null : state.word());
        return this;
    }

    Machine failedWith(String text) {
        assertThat(now().get(NodeFields.LAST_ERROR)).contains(text);
        return this;
    }

    Machine hasNoError() {
        assertThat(now().get(NodeFields.LAST_ERROR)).isNull();
        return this;
    }

    Machine isBlocked(@Nullable String fault) {
        assertThat(now().maintenance()).isEqualTo(fault != null);
        assertThat(now().get(NodeFields.FAULT)).isEqualTo(fault);
        return this;
    }

    static Map<String, Object> step(String iface, String name) {
        return Map.of("interface", iface, "step", name);
    }

    static Map<String, Object> step(String iface, String name, Map<String, Object> args) {
        return Map.of("interface", iface, "step", name, "args", args, "priority", 150);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Map<?, ?>... steps) {
        return Arrays.stream(steps).map(step -> (Map<String, Object>) step).toList();
    }
}
