package dev.fettle.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.db.resource.Resources;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.step.StepSpec;
import dev.fettle.model.template.DeployTemplateFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.node.AddNodeTraits;
import dev.fettle.rpc.node.CreateNode;
import dev.fettle.rpc.node.DeployNode;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.rpc.node.ValidateNode;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Steps that the traits of an instance bring into its deploy. */
class DeployTemplatesIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final String HOST = "cond-1";
    private static LocalTransport transport;
    private static ConductorServer conductor;
    private static NodeStore nodes;

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
        template("CUSTOM_LATE", "deploy", 42);
        template("CUSTOM_EARLY", "deploy", 180);
        template("CUSTOM_UNKNOWN", "paint", 10);
    }

    @AfterAll
    static void stop() {
        conductor.stop(Duration.ofSeconds(5));
        transport.close();
    }

    @Test
    void aTemplateNamedLikeATrait_givesItsSteps() {
        var node = available("CUSTOM_LATE", "CUSTOM_OTHER");

        call(new DeployNode(node.uuid(), false, null, null));
        await(node, ProvisionState.ACTIVE);

        assertThat(deployed(node)).extracting(StepSpec::priority).containsExactly(42);
    }

    @Test
    void theCallersStep_goesBeforeTheTemplates() {
        var node = available("CUSTOM_LATE");
        Map<String, Object> own = Map.of("interface", "deploy", "step", "deploy", "args", Map.of(), "priority", 77);

        call(new DeployNode(node.uuid(), false, null, List.of(own)));
        await(node, ProvisionState.ACTIVE);

        assertThat(deployed(node)).extracting(StepSpec::priority).containsExactly(77);
    }

    @Test
    void aTemplateOfAnotherTrait_staysOut() {
        var node = available("CUSTOM_OTHER");

        call(new DeployNode(node.uuid(), false, null, null));
        await(node, ProvisionState.ACTIVE);

        assertThat(deployed(node)).extracting(StepSpec::priority).containsExactly(100);
    }

    @Test
    void twoTemplatesWithTheSameStep_areRefused() {
        var node = available("CUSTOM_LATE", "CUSTOM_EARLY");

        assertThatThrownBy(() -> call(new DeployNode(node.uuid(), false, null, null)))
                .isInstanceOfSatisfying(FaultException.class, e -> {
                    assertThat(e.status()).isEqualTo(400);
                    assertThat(e.text()).contains("CUSTOM_LATE", "CUSTOM_EARLY", "deploy.deploy");
                });
        assertThat(nodes.find(node.uuid()).orElseThrow().provisionState()).isEqualTo(ProvisionState.AVAILABLE);
    }

    @Test
    void aTemplateWithAnUnknownStep_isRefusedAndValidationSaysSo() {
        var node = available("CUSTOM_UNKNOWN");

        assertThatThrownBy(() -> call(new DeployNode(node.uuid(), false, null, null)))
                .isInstanceOfSatisfying(
                        FaultException.class, e -> assertThat(e.text()).contains("deploy.paint"));
        var validated = Objects.requireNonNull(call(new ValidateNode(node.uuid())));
        assertThat(validated.get("deploy")).containsEntry("result", false);
        assertThat(String.valueOf(validated.get("deploy"))).contains("deploy.paint");
        assertThat(validated.get("power")).containsEntry("result", true);
    }

    @Test
    void traitsThatTheNodeLacks_areSeenByValidation() {
        var node = available("CUSTOM_LATE");
        nodes.editTraits(node.uuid(), _ -> List.of());

        var validated = Objects.requireNonNull(call(new ValidateNode(node.uuid())));

        assertThat(validated.get("deploy")).containsEntry("result", false);
    }

    private static List<StepSpec> deployed(Node node) {
        var operation = new OperationStore(POSTGRES.database())
                .history(node.uuid(), 10).stream()
                        .filter(it -> it.kind() == OperationKind.DEPLOY)
                        .findFirst()
                        .orElseThrow();
        return operation.steps().stream()
                .filter(step -> step.key().equals("deploy.deploy"))
                .toList();
    }

    private static void template(String name, String step, int priority) {
        new ResourceStore(POSTGRES.database(), Resources.DEPLOY_TEMPLATE_TABLE)
                .insert(Values.none(DeployTemplateFields.TABLE)
                        .with(DeployTemplateFields.UUID, UUID.randomUUID())
                        .with(DeployTemplateFields.NAME, name)
                        .with(
                                DeployTemplateFields.STEPS,
                                List.of(Map.of(
                                        "interface", "deploy", "step", step, "args", Map.of(), "priority", priority))));
    }

    private static Node available(String... traits) {
        var node = Objects.requireNonNull(call(new CreateNode(Node.of(Values.none(NodeFields.TABLE)
                .with(NodeFields.DRIVER, "fake-hardware")
                .with(NodeFields.INSTANCE_INFO, Map.of("traits", List.of(traits)))))));
        call(new AddNodeTraits(node.uuid(), List.of(traits), true));
        call(new DoProvisioningAction(node.uuid(), "manage"));
        await(node, ProvisionState.MANAGEABLE);
        call(new DoProvisioningAction(node.uuid(), "provide"));
        await(node, ProvisionState.AVAILABLE);
        return node;
    }

    private static <R> @Nullable R call(RpcRequest<R> request) {
        return transport.call(
                RpcTarget.host(HOST),
                request,
                CallContext.internal("req-" + UUID.randomUUID()),
                Duration.ofSeconds(20));
    }

    private static void await(Node node, ProvisionState state) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            var now = nodes.find(node.uuid()).orElseThrow();
            if (now.provisionState() == state && now.get(NodeFields.RESERVATION) == null) {
                return;
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("not reached: "
                + nodes.find(node.uuid())
                        .map(it -> it.provisionState() + " " + it.get(NodeFields.LAST_ERROR))
                        .orElseThrow());
    }
}
