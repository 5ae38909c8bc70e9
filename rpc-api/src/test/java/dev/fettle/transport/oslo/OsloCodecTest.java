package dev.fettle.transport.oslo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.agent.AgentHeartbeat;
import dev.fettle.rpc.node.CleanNode;
import dev.fettle.rpc.node.CreateNode;
import dev.fettle.rpc.node.DeployNode;
import dev.fettle.rpc.node.DestroyNode;
import dev.fettle.rpc.node.GetBootDevice;
import dev.fettle.rpc.node.PatchNode;
import dev.fettle.rpc.node.SetBootDevice;
import dev.fettle.rpc.node.UpdateNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OsloCodecTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CallContext CONTEXT = CallContext.internal("req-1");
    private static final UUID NODE = UUID.fromString("1be26c0b-03f2-4d2e-ae87-c02d7f33c123");
    private static final ReplyTo REPLY_TO = new ReplyTo("m1", "reply_1");

    private final OsloCodec codec = new OsloCodec(RpcPin.none());

    @Test
    void stampsTheVersionThatTheArgumentsNeed() throws Exception {
        var steps = List.<Map<String, Object>>of(Map.of("step", "x"));
        assertThat(version(new DeployNode(NODE, false, null, null))).isEqualTo("1.22");
        assertThat(version(new DeployNode(NODE, false, null, List.of()))).isEqualTo("1.22");
        assertThat(version(new DeployNode(NODE, false, null, steps))).isEqualTo("1.52");
        assertThat(version(new CleanNode(NODE, steps, null))).isEqualTo("1.32");
        assertThat(version(new CleanNode(NODE, steps, false))).isEqualTo("1.53");
        assertThat(version(new AgentHeartbeat(NODE, "u", "v", "t", null, null, null)))
                .isEqualTo("1.49");
    }

    @Test
    void aCapLeavesLaterArgumentsOutAndRefusesLaterMethods() throws Exception {
        var capped = new OsloCodec(RpcPin.cappedAt("1.50"));
        var heartbeat = new AgentHeartbeat(NODE, "u", "v", "t", "ca", "start", "hello");
        var message = inner(capped.writeRequest(heartbeat, CONTEXT, "u1", Optional.empty()));
        assertThat(message.path("version").asText()).isEqualTo("1.49");
        assertThat(message.path("args").has("agent_token")).isTrue();
        assertThat(message.path("args").has("agent_verify_ca")).isFalse();

        var old = new OsloCodec(RpcPin.cappedAt("1.16"));
        assertThat(catchThrowableOfType(
                                FaultException.class,
                                () -> old.writeRequest(new GetBootDevice(NODE), CONTEXT, "u1", Optional.empty()))
                        .code())
                .isEqualTo(FaultCode.RPC_VERSION_CAP);
        var pinned = new OsloCodec(RpcPin.toRelease("21.4"));
        assertThat(catchThrowableOfType(
                                FaultException.class,
                                () -> pinned.writeRequest(
                                        new PatchNode(NODE, List.of(), false, null), CONTEXT, "u1", Optional.empty()))
                        .code())
                .isEqualTo(FaultCode.TEMPORARY_FAILURE);
    }

    @Test
    void aPinnedServerWritesOlderObjects() throws Exception {
        var pinned = new OsloCodec(RpcPin.toRelease("2023.1"));
        var result = inner(pinned.writeResult(REPLY_TO, Samples.node())).path("result");
        assertThat(result.path("ironic_object.version").asText()).isEqualTo("1.37");
        assertThat(result.path("ironic_object.data").has("shard")).isTrue();
        assertThat(result.path("ironic_object.data").has("parent_node")).isFalse();
        assertThat(result.path("ironic_object.data").has("health")).isFalse();
    }

    @Test
    void aNewObjectCountsAsChangedInWhole() throws Exception {
        var node = new Node(Values.none(NodeFields.TABLE))
                .with(NodeFields.DRIVER, "ipmi")
                .with(NodeFields.NAME, null);
        var object = inner(codec.writeRequest(new CreateNode(node), CONTEXT, "u1", Optional.of(REPLY_TO)))
                .path("args")
                .path("node_obj");
        assertThat(object.path("ironic_object.data").toString()).isEqualTo("{\"name\":null,\"driver\":\"ipmi\"}");
        assertThat(object.path("ironic_object.changes").toString()).isEqualTo("[\"name\",\"driver\"]");
    }

    @Test
    void traitsAreAListObject() throws Exception {
        var node = new Node(Values.none(NodeFields.TABLE))
                .with(NodeFields.ID, 12L)
                .with(NodeFields.TRAITS, List.of("CUSTOM_A"));
        var traits = inner(codec.writeResult(REPLY_TO, node))
                .path("result")
                .path("ironic_object.data")
                .path("traits");
        assertThat(traits.path("ironic_object.name").asText()).isEqualTo("TraitList");
        var trait = traits.path("ironic_object.data").path("objects").path(0);
        assertThat(trait.path("ironic_object.name").asText()).isEqualTo("Trait");
        assertThat(trait.path("ironic_object.data").toString())
                .isEqualTo("{\"node_id\":\"12\",\"trait\":\"CUSTOM_A\"}");
    }

    @Test
    void readsARequestOfTheReference() throws Exception {
        var inner = "{\"method\":\"update_node\",\"args\":{\"node_obj\":{\"ironic_object.name\":\"Node\","
                + "\"ironic_object.namespace\":\"ironic\",\"ironic_object.version\":\"1.44\",\"ironic_object.data\":"
                + "{\"uuid\":\"" + NODE + "\",\"created_at\":\"2026-08-01T12:00:00+00:00\",\"unknown\":1},"
                + "\"ironic_object.changes\":[\"uuid\",\"unknown\"]}},\"version\":\"1.1\",\"_msg_id\":\"m1\","
                + "\"_reply_q\":\"reply_1\",\"_timeout\":null,\"_unique_id\":\"u1\",\"_context_user\":\"ann\","
                + "\"_context_roles\":[\"admin\"],\"_context_request_id\":\"req-9\",\"_context_auth_token\":\"secret\"}";
        var request = codec.readRequest(envelope(inner));
        assertThat(request.context())
                .isEqualTo(new CallContext("req-9", null, "ann", null, null, List.of("admin"), false));
        assertThat(request.replyTo()).contains(REPLY_TO);
        assertThat(request.toString()).doesNotContain("secret");
        var update = (UpdateNode) codec.readArguments(request);
        assertThat(update.nodeObj().fields()).containsExactly("uuid");
        assertThat(update.nodeObj().object().get(NodeFields.CREATED_AT))
                .isEqualTo(Instant.parse("2026-08-01T12:00:00Z"));
        assertThat(update.resetInterfaces()).as("left out by older callers").isFalse();
        assertThat(codec.readRequest(inner.getBytes(UTF_8)).method())
                .as("the form without envelope")
                .isEqualTo("update_node");
    }

    @ParameterizedTest
    @CsvSource({
        "destroy_node, 1.9, '', NONE",
        "destroy_node, 1.62, '', NONE",
        "destroy_node, 1.63, '', UnsupportedVersion",
        "destroy_node, 2.0, '', UnsupportedVersion",
        "destroy_node, x, '', UnsupportedVersion",
        "destroy_node, 1.0, fettle, NoSuchMethod",
        "destroy_node, 1.3, fettle, UnsupportedVersion",
        "destroy_node, 1.0, other, UnsupportedVersion",
        "patch_node, 1.0, '', NoSuchMethod",
        "toString, 1.0, '', NoSuchMethod",
    })
    void versionAndMethodAreChecked(String method, String version, String namespace, String expected) throws Exception {
        var request = codec.readRequest(envelope("{\"method\":\"" + method + "\",\"version\":\"" + version
                + "\",\"namespace\":\"" + namespace + "\",\"args\":{\"node_id\":\"" + NODE
                + "\"},\"_msg_id\":\"m1\",\"_reply_q\":\"reply_1\"}"));
        if (expected.equals("NONE")) {
            assertThat(codec.readArguments(request)).isEqualTo(new DestroyNode(NODE));
        } else {
            assertThat(failureOf(request).path("class").asText()).isEqualTo(expected);
            assertThat(failureOf(request).path("module").asText()).isEqualTo("oslo_messaging.rpc.dispatcher");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', TypeError, builtins",
        "'{\"node_id\":null}', TypeError, builtins",
        "'{\"node_id\":\"NODE\",\"more\":1}', TypeError, builtins",
        "'{\"node_id\":\"no uuid\"}', InvalidParameterValue, ironic.common.exception",
        "'{\"node_id\":[[]]}', InvalidParameterValue, ironic.common.exception",
    })
    void wrongArgumentsAreTold(String arguments, String expected, String module) throws Exception {
        var failure = failureOf(request("destroy_node", "1.9", arguments.replace("NODE", NODE.toString())));
        assertThat(failure.path("class").asText()).isEqualTo(expected);
        assertThat(failure.path("module").asText()).isEqualTo(module);
    }

    @ParameterizedTest
    @CsvSource({
        "Nodes, ironic, 1.44, UnsupportedObjectError",
        "Node, nova, 1.44, UnsupportedObjectError",
        "Node, ironic, 1.45, IncompatibleObjectVersion",
        "Node, ironic, 2.0, IncompatibleObjectVersion",
    })
    void foreignObjectsAreRefused(String name, String namespace, String version, String expected) throws Exception {
        var object =
                "{\"ironic_object.name\":\"%s\",\"ironic_object.namespace\":\"%s\",\"ironic_object.version\":\"%s\",\"ironic_object.data\":{}}"
                        .formatted(name, namespace, version);
        var failure = failureOf(request("update_node", "1.1", "{\"node_obj\":" + object + "}"));
        assertThat(failure.path("class").asText()).isEqualTo(expected);
    }

    @Test
    void aFieldOfAnotherTypeIsTold() throws Exception {
        var object =
                "{\"ironic_object.name\":\"Node\",\"ironic_object.namespace\":\"ironic\",\"ironic_object.version\":\"1.44\","
                        + "\"ironic_object.data\":{\"extra\":\"s3cret\"}}";
        var failure = failureOf(request("update_node", "1.1", "{\"node_obj\":" + object + "}"));
        assertThat(failure.path("class").asText()).isEqualTo("InvalidParameterValue");
        assertThat(failure.path("message").asText()).contains("Node.extra").doesNotContain("s3cret");
    }

    @Test
    void writesFailuresAsTheReferenceReadsThem() throws Exception {
        var fault = new FaultException(FaultCode.NODE_LOCKED, "Node x is locked.")
                .withStatus(418)
                .withDetails(Map.of("holder", "h1"));
        var message = codec.writeFailure(REPLY_TO, fault, request("destroy_node", "1.9", "{}"));
        assertThat(message.headers()).isEqualTo(Map.of("fettle-holder", "h1"));
        var reply = inner(message);
        assertThat(reply.path("result").isNull()).isTrue();
        assertThat(reply.path("ending").asBoolean()).isTrue();
        assertThat(reply.path("_msg_id").asText()).isEqualTo("m1");
        assertThat(reply.path("_unique_id").asText()).hasSize(32);
        assertThat(reply.path("failure").isTextual()).as("JSON within JSON").isTrue();
        assertThat(JSON.readTree(reply.path("failure").textValue()).toString())
                .isEqualTo(
                        "{\"class\":\"NodeLocked\",\"module\":\"ironic.common.exception\",\"message\":\"Node x is locked.\","
                                + "\"tb\":[\"Traceback (most recent call last):\\n\"],\"args\":[\"Node x is locked.\"],\"kwargs\":{\"code\":418}}");
    }

    @ParameterizedTest
    @CsvSource({
        "NodeLocked, 409, NODE_LOCKED, 409",
        "NodeLocked, '\"400\"', NODE_LOCKED, 400",
        "NodeLocked, 7, NODE_LOCKED, 409",
        "NodeLocked, null, NODE_LOCKED, 409",
        "SomethingNew, 422, INTERNAL, 422",
        "ValueError, null, INTERNAL, 500",
        "UnsupportedVersion, null, INTERNAL, 500",
    })
    void readsFailuresOfTheReference(String name, String code, FaultCode expected, int status) throws Exception {
        var failure = JSON.writeValueAsString(Map.of(
                "class",
                name,
                "module",
                "ironic.common.exception",
                "message",
                "It is locked.\nTraceback (most recent call last):\n  File x",
                "kwargs",
                JSON.readTree("{\"code\":" + code + "}")));
        var reply = envelope("{\"result\":null,\"failure\":" + JSON.writeValueAsString(failure)
                + ",\"ending\":true,\"_msg_id\":\"m1\",\"_unique_id\":\"u\"}");
        var read = codec.readReply(new WireMessage(reply, Map.of())).orElseThrow();
        var fault = catchThrowableOfType(
                FaultException.class, () -> codec.readResult(new SetBootDevice(NODE, "pxe", true), read));
        assertThat(fault.code()).isEqualTo(expected);
        assertThat(fault.status()).isEqualTo(status);
        assertThat(fault.text()).isEqualTo("It is locked.");
    }

    @Test
    void aCodeThatTheReferenceLacksComesBackByItsHeader() throws Exception {
        var fault = new FaultException(FaultCode.MESSAGING_TIMEOUT, "late");
        var message = codec.writeFailure(REPLY_TO, fault, request("destroy_node", "1.9", "{}"));
        assertThat(JSON.readTree(inner(message).path("failure").textValue())
                        .path("class")
                        .asText())
                .isEqualTo("IronicException");
        var read = codec.readReply(message).orElseThrow();
        assertThat(catchThrowableOfType(FaultException.class, () -> codec.readResult(new DestroyNode(NODE), read))
                        .code())
                .isEqualTo(FaultCode.MESSAGING_TIMEOUT);
    }

    @Test
    void aSignOfLifeIsNoAnswerAndAWrongResultIsAFault() throws Exception {
        assertThat(codec.readReply(reply("{\"result\":null,\"failure\":null,\"ending\":false,\"_msg_id\":\"m1\"}")))
                .isEmpty();
        var read = codec.readReply(reply("{\"result\":[1],\"_msg_id\":\"m1\"}")).orElseThrow();
        assertThat(catchThrowableOfType(FaultException.class, () -> codec.readResult(new GetBootDevice(NODE), read))
                        .code())
                .isEqualTo(FaultCode.INTERNAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"oslo.version\":\"2.1\",\"oslo.message\":\"{}\"}",
                "{\"oslo.message\":\"{}\"}",
                "{\"oslo.version\":\"2.0\",\"oslo.message\":\"[]\"}",
                "{\"oslo.version\":\"2.0\",\"oslo.message\":{}}",
                "{\"method\":1}",
                "{\"method\":\"m\",\"args\":[1]}",
                "{\"method\":\"m\"} trailing",
            })
    void whatIsNoMessageIsSaidToBeNone(String body) {
        assertThatThrownBy(() -> codec.readRequest(body.getBytes(UTF_8))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void deepAndBrokenInputIsRefusedQuickly() {
        var deep = "{\"method\":\"m\",\"args\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> codec.readRequest(deep.getBytes(UTF_8))).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> codec.readRequest(new byte[] {(byte) 0xff, (byte) 0xfe, 0}))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> codec.readRequest(new byte[WireJson.MAX_BODY + 1]))
                .isInstanceOf(MalformedMessageException.class);
    }

    private String version(dev.fettle.rpc.RpcRequest<?> request) throws Exception {
        return inner(codec.writeRequest(request, CONTEXT, "u1", Optional.empty()))
                .path("version")
                .asText();
    }

    private IncomingRequest request(String method, String version, String arguments) throws Exception {
        return codec.readRequest(envelope("{\"method\":\"" + method + "\",\"version\":\"" + version + "\",\"args\":"
                + arguments + ",\"_msg_id\":\"m1\",\"_reply_q\":\"reply_1\"}"));
    }

    private JsonNode failureOf(IncomingRequest request) throws Exception {
        var failure = catchThrowableOfType(RuntimeException.class, () -> codec.readArguments(request));
        assertThat(failure).isNotNull();
        return JSON.readTree(inner(codec.writeFailure(REPLY_TO, failure, request))
                .path("failure")
                .textValue());
    }

    private static WireMessage reply(String inner) throws Exception {
        return new WireMessage(envelope(inner), Map.of());
    }

    private static byte[] envelope(String inner) throws Exception {
        return JSON.writeValueAsBytes(Map.of("oslo.version", "2.0", "oslo.message", inner));
    }

    private static JsonNode inner(WireMessage message) throws Exception {
        return JSON.readTree(JSON.readTree(message.body()).path("oslo.message").textValue());
    }
}
