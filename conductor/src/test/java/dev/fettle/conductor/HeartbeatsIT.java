package dev.fettle.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.AgentOptions;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.agent.AgentHeartbeat;
import dev.fettle.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is checked of a heartbeat before the state of the node matters, and which states take it. */
class HeartbeatsIT {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\n%s\n";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @TempDir
    static Path folder;

    private static RunningConductor conductor;
    private static NodeStore nodes;

    @BeforeAll
    static void start() {
        conductor = new RunningConductor(
                POSTGRES.database(), config -> config.with(AgentOptions.CERTIFICATES_PATH, folder.toString()));
        nodes = new NodeStore(POSTGRES.database());
    }

    @AfterAll
    static void stop() {
        conductor.close();
    }

    @Test
    void otherCertificate_isRefusedInEveryState() throws IOException {
        var node = withToken();
        var file = Files.writeString(folder.resolve(node.uuid() + ".crt"), CERTIFICATE.formatted("first"));
        nodes.edit(node.uuid(), it -> it.withInternal("agent_verify_ca", file.toString()));

        refused(node, CERTIFICATE.formatted("second"), FaultCode.INVALID_PARAMETER_VALUE, "agent_verify_ca");
        beat(node, CERTIFICATE.formatted("first"));
    }

    @Test
    void agentOfUnknownAddress_callsAgainSoonWhenTheNodeIsLocked() {
        var node = withToken();
        reserve(node, "'other'");
        refused(node, null, FaultCode.NODE_LOCKED, "is locked by host other");

        reserve(node, "null");
        nodes.edit(node.uuid(), it -> it.withInternal("agent_url", "https://192.0.2.7:9999"));
        reserve(node, "'other'");
        beat(node, null);
        reserve(node, "null");
    }

    @Test
    void fastTrackOfTheNode_takesHeartbeatsAtRest() {
        var node = withToken();
        beat(node, null);
        assertThat(conductor.now(node).internalText("agent_url")).isNull();

        nodes.edit(node.uuid(), it -> it.with(NodeFields.DRIVER_INFO, Map.of("fast_track", true)));
        beat(node, null);
        assertThat(conductor.now(node).internalText("agent_url")).isEqualTo("https://192.0.2.7:9999");
    }

    @Test
    void installerWithoutAddress_needsNoTls() {
        var node = withToken();

        conductor.call(new AgentHeartbeat(node.uuid(), "", null, "token", null, "start", "booted"));

        assertThatThrownBy(() -> conductor.call(
                        new AgentHeartbeat(node.uuid(), "http://192.0.2.7:9999", "11.0", "token", null, null, null)))
                .hasMessageContaining("require_tls");
    }

    private static Node withToken() {
        var node = conductor.created();
        nodes.edit(node.uuid(), it -> it.withInternal("agent_secret_token", "token"));
        return node;
    }

    private static void reserve(Node node, String holder) {
        var changed = POSTGRES.database()
                .run(session -> session.execute(
                        "update nodes set reservation = " + holder + " where uuid = ?", List.of(node.uuid())));
        assertThat(changed).isEqualTo(1);
    }

    private static void beat(Node node, @Nullable String certificate) {
        conductor.call(
                new AgentHeartbeat(node.uuid(), "https://192.0.2.7:9999", "11.0", "token", certificate, null, null));
    }

    private static void refused(Node node, @Nullable String certificate, FaultCode code, String text) {
        assertThatThrownBy(() -> beat(node, certificate))
                .hasMessageContaining(text)
                .extracting(e -> ((FaultException) e).code())
                .isEqualTo(code);
    }
}
