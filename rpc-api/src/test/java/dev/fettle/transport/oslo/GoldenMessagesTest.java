package dev.fettle.transport.oslo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.Since;
import dev.fettle.rpc.catalog.RpcCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The wire form of every request, at every version it can have, and of the objects. A change here breaks peers of other releases: think, then
 * write the files anew with {@code -Dfettle.golden.write=true} and say in RPC_HISTORY.md what changed.
 */
class GoldenMessagesTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CallContext CONTEXT =
            new CallContext("req-1", "req-0", "ann", "p1", "all", List.of("admin", "member"), false);
    private static final String ID = "0123456789abcdef0123456789abcdef";

    @TestFactory
    Stream<DynamicTest> everyRequestAtEveryVersion() {
        return RpcCatalog.ALL.stream()
                .flatMap(type -> versions(type).stream()
                        .map(version -> DynamicTest.dynamicTest(fileName(type, version), () -> {
                            var message = request(type, version);
                            check(fileName(type, version), message);
                            assertThat(message.path("version").asText()).isEqualTo(version);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> whatIsReadIsWhatWasSent() {
        return RpcCatalog.ALL.stream()
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> {
                    var codec = new OsloCodec(RpcPin.none());
                    var sent = Samples.of(type);
                    var read = codec.readRequest(codec.writeRequest(sent, CONTEXT, ID, Optional.empty())
                            .body());
                    assertThat(read.context()).isEqualTo(CONTEXT);
                    assertThat(read.uniqueId()).contains(ID);
                    assertThat(read.replyTo()).isEmpty();
                    assertThat(codec.readArguments(read)).isEqualTo(sent);
                }));
    }

    @Test
    void objectsAtTheVersionsThatReleasesKnow() throws Exception {
        for (var release : List.of("2023.1", "2024.2", "2025.2", "2026.1")) {
            var codec = new OsloCodec(RpcPin.toRelease(release));
            for (var object : List.of(Samples.node(), Samples.port(), Samples.portgroup(), Samples.allocation())) {
                var reply = inner(codec.writeResult(new ReplyTo(ID, "reply_x"), object));
                var result = reply.path("result");
                var name = result.path("ironic_object.name").asText() + "-"
                        + result.path("ironic_object.version").asText() + ".json";
                check(name, result);
            }
        }
    }

    @Test
    void noFileIsLeftOver() throws Exception {
        var wanted = new TreeSet<String>();
        RpcCatalog.ALL.forEach(type -> versions(type).forEach(version -> wanted.add(fileName(type, version))));
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.matches("(Node|Port|Portgroup|Allocation)-.*")))
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    /** The method's own version and those that its later arguments raise it to. */
    private static List<String> versions(Class<?> type) {
        var versions = new TreeMap<WireVersion, String>();
        var own = RpcCatalog.rpc(type).version();
        versions.put(WireVersion.of(own), own);
        Arrays.stream(type.getRecordComponents())
                .map(component -> component.getAnnotation(Since.class))
                .filter(since -> since != null)
                .forEach(since -> versions.put(WireVersion.of(since.value()), since.value()));
        return new ArrayList<>(versions.values());
    }

    private static String fileName(Class<?> type, String version) {
        var rpc = RpcCatalog.rpc(type);
        return (rpc.namespace().isEmpty() ? "" : rpc.namespace() + ".") + rpc.method() + "-" + version + ".json";
    }

    private static JsonNode request(Class<? extends RpcRequest<?>> type, String version) throws Exception {
        var rpc = RpcCatalog.rpc(type);
        var codec = new OsloCodec(rpc.namespace().isEmpty() ? RpcPin.cappedAt(version) : RpcPin.none());
        Optional<ReplyTo> replyTo = rpc.cast() ? Optional.empty() : Optional.of(new ReplyTo(ID, "reply_" + ID));
        return inner(codec.writeRequest(Samples.of(type), CONTEXT, ID, replyTo));
    }

    private static JsonNode inner(WireMessage message) throws Exception {
        assertThat(message.headers()).isEqualTo(Map.of());
        var outer = JSON.readTree(message.body());
        assertThat(outer.properties().stream().map(Map.Entry::getKey)).containsExactly("oslo.version", "oslo.message");
        assertThat(outer.path("oslo.version").asText()).isEqualTo("2.0");
        return JSON.readTree(outer.path("oslo.message").textValue());
    }

    private static void check(String name, JsonNode message) throws Exception {
        var file = FOLDER.resolve(name);
        var text = JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(message)
                        .replace("\r\n", "\n") + "\n";
        if (Boolean.getBoolean("fettle.golden.write")) {
            Files.writeString(file, text);
        }
        assertThat(file).as("golden message; see the class comment").exists();
        assertThat(text).as(name).isEqualTo(Files.readString(file));
    }
}
