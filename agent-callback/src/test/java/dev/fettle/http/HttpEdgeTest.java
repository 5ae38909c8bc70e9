package dev.fettle.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEdgeTest {
    private static final String ERROR = "{\"error_message\":\"{\\\"";
    private static final CountDownLatch ALL_IN = new CountDownLatch(20);
    private static EdgeTesting edge;

    @BeforeAll
    static void start() {
        edge = new EdgeTesting(
                Authenticator.NONE,
                List.of(
                        Route.open("GET", "/", _ -> text("root")),
                        Route.of(
                                "GET",
                                "/v1/things",
                                "",
                                request -> text(request.version().toString())),
                        Route.of(
                                "POST",
                                "/v1/things",
                                "",
                                request -> Answer.ok(out -> JsonOut.value(out, request.json()))),
                        Route.of("GET", "/v1/things/{thing}", "", HttpEdgeTest::thing),
                        Route.of("GET", "/v1/new", "", _ -> text("new")).since(50, Route.Refusal.HIDDEN),
                        Route.of("PUT", "/v1/new", "", _ -> text("new")).since(50, Route.Refusal.METHOD),
                        Route.of("POST", "/v1/new", "", _ -> text("new")).since(50, Route.Refusal.NOT_ACCEPTABLE),
                        Route.of("PUT", "/v1/action", "", HttpEdgeTest::action),
                        Route.of("GET", "/v1/locked", "", _ -> {
                            throw locked();
                        }),
                        Route.of("GET", "/v1/bug", "", _ -> {
                            throw new IllegalStateException("secret detail");
                        }),
                        Route.of("GET", "/v1/overflow", "", _ -> {
                            throw new StackOverflowError();
                        }),
                        Route.of("GET", "/v1/large", "", _ -> Answer.ok(HttpEdgeTest::large)),
                        Route.of("GET", "/v1/together", "", _ -> together())));
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @ParameterizedTest
    @CsvSource({"1.1,1.1", "1.115,1.115", "latest,1.115", "LATEST,1.115", "' 1.50 ',1.50"})
    void version_ofOwnHeader(String asked, String used) {
        var answer = edge.get("/v1/things", Microversion.HEADER, asked);

        assertThat(answer.body()).isEqualTo("\"" + used + "\"");
        assertThat(answer.headers().firstValue(Microversion.HEADER)).hasValue(used);
        assertThat(answer.headers().firstValue(Microversion.MIN_HEADER)).hasValue("1.1");
        assertThat(answer.headers().firstValue(Microversion.MAX_HEADER)).hasValue("1.115");
    }

    @Test
    void version_commonHeaderWinsAndIsSearchedFromTheEnd() {
        assertThat(version("OpenStack-API-Version", "baremetal 1.60", Microversion.HEADER, "1.20"))
                .isEqualTo("1.60");
        assertThat(version("OpenStack-API-Version", "baremetal 1.60, compute 2.1, baremetal 1.61"))
                .isEqualTo("1.61");
        assertThat(version("OpenStack-API-Version", "compute 2.90", Microversion.HEADER, "1.20"))
                .isEqualTo("1.20");
        assertThat(version()).isEqualTo("1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.116", "2.1", "1", "1.2.3", "x", "1.-1", "1.99999999999999999999", "0.9"})
    void version_notServed_is406BeforeRouting(String asked) {
        for (var path : List.of("/v1/things", "/v1/unknown")) {
            var answer = edge.get(path, Microversion.HEADER, asked);
            assertThat(answer.statusCode()).isEqualTo(406);
            assertThat(answer.body()).startsWith(ERROR + "code\\\":406");
            assertThat(answer.headers().firstValue(Microversion.MAX_HEADER)).hasValue("1.115");
        }
        assertThat(edge.get("/", Microversion.HEADER, asked).body()).startsWith(ERROR + "faultcode");
    }

    @Test
    void requestId_isOnEveryAnswer() {
        for (var path : List.of("/", "/v1/things", "/nowhere/at/all", "/v1/bug")) {
            var headers = edge.get(path).headers();
            var id = headers.firstValue("Openstack-Request-Id").orElseThrow();
            assertThat(id).matches("req-[0-9a-f-]{36}");
            assertThat(headers.firstValue("X-Openstack-Request-Id")).hasValue(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/things", "/v1/things/", "/things", "/things/", "/v1/things?"})
    void path_isForgiving(String path) {
        assertThat(edge.get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"1.90,thing", "1.91,thing.json"})
    void path_jsonSuffixIsDroppedBefore91(String version, String seen) {
        assertThat(edge.get("/v1/things/thing.json", Microversion.HEADER, version)
                        .body())
                .isEqualTo("\"" + seen + "\"");
    }

    @Test
    void path_jsonSuffixStaysWhenOnlyThatIsThereAndWithoutTheHeader() {
        assertThat(edge.get("/v1/things/only.json", Microversion.HEADER, "1.50").body())
                .isEqualTo("\"only.json\"");
        assertThat(edge.get("/v1/things/thing.json").body()).isEqualTo("\"thing.json\"");
    }

    @Test
    void path_unknown_isWebForm404() {
        var answer = edge.get("/v1/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error_message\":\"{\\\"code\\\":404,\\\"title\\\":\\\"Not Found\\\",\\\"description\\\":\\\"\\\"}\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/things/%zz",
                "/v1/things/%",
                "/v1/things/%ff",
                "/v1/things/a%00b",
                "/v1/action?target=%e0%80"
            })
    void path_brokenEscapes_are400(String path) {
        var method = path.contains("action") ? "PUT" : "GET";
        assertThat(edge.raw(method + " " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .isEqualTo("HTTP/1.1 400");
    }

    @Test
    void method_notRouted_is405WithAllow() {
        var answer = edge.send("PUT", "/v1/things", "{}");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, POST");
    }

    @Test
    void head_isGetWithoutBody() {
        var answer = edge.send(edge.request("/v1/things").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("5");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void gate_saysWhatTheRowSays() {
        assertThat(edge.get("/v1/new").statusCode()).isEqualTo(404);
        assertThat(edge.send("PUT", "/v1/new", "").statusCode()).isEqualTo(405);
        assertThat(edge.send("POST", "/v1/new", "").body()).contains("The minimal required API version should be 1.50");
        assertThat(edge.get("/v1/new", Microversion.HEADER, "1.50").statusCode())
                .isEqualTo(200);
    }

    @Test
    void accept_withoutJson_is406AsText() {
        var answer = edge.get("/v1/things", "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.body()).startsWith("{\"error_message\":\"Answers are");
        assertThat(edge.get("/v1/things", "Accept", "text/html, */*;q=0.8").statusCode())
                .isEqualTo(200);
        assertThat(edge.get("/v1/things", "Accept", "application/json;q=0").statusCode())
                .isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1,",
                "{\"a\":1}x",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\\u0000\":1}",
                "nul",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":1e999}",
                "{\"a\":NaN}",
                "\u0000",
                "{\"a\":\"\n\"}",
                "[1 2]",
                "{\"a\"}"
            })
    void body_malformed_is400(String body) {
        var answer = edge.send("POST", "/v1/things", body, "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith(ERROR + "faultcode\\\":\\\"Client");
    }

    @Test
    void body_withNul_namesTheField() {
        assertThat(edge.send("POST", "/v1/things", "{\"name\":\"a\\u0000b\"}").body())
                .contains("'name' holds a NUL");
    }

    @Test
    void body_invalidUtf8_is400() {
        var bytes = new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};
        assertThat(edge.send(edge.request("/v1/things").POST(BodyPublishers.ofByteArray(bytes)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void body_depth_isLimitedFlatAndBeforeRouting() {
        assertThat(edge.send("POST", "/v1/things", nested(25)).statusCode()).isEqualTo(200);
        for (var path : List.of("/v1/things", "/v1/nothing")) {
            var answer = edge.send("POST", path, nested(26));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"faultcode\":\"Client\",\"faultstring\":");
        }
        assertThat(edge.send("POST", "/v1/things", "[".repeat(60_000)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void body_size_isLimitedFlat() {
        var answer = edge.send("POST", "/v1/things", "\"" + "x".repeat(65 << 10) + "\"");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).startsWith("{\"faultcode\":\"Client\"");
        assertThat(edge.get("/v1/things").statusCode()).as("the next request").isEqualTo(200);
    }

    @Test
    void body_sizeOfChunkedBody_isLimitedToo() {
        var chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
        var head = "POST /v1/things HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertThat(edge.raw(head + chunk.repeat(20))).isEqualTo("HTTP/1.1 413");
    }

    @Test
    void arguments_comeFromQueryOrBody() {
        assertThat(edge.send("PUT", "/v1/action?target=a&flag=yes", "").body()).isEqualTo("\"a true\"");
        assertThat(edge.send("PUT", "/v1/action", "{\"target\":\"b\",\"flag\":false}")
                        .body())
                .isEqualTo("\"b false\"");
        assertThat(edge.send("PUT", "/v1/action", "{\"target\":\"b\",\"flag\":null}")
                        .body())
                .isEqualTo("\"b none\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"target\":null}",
                "{\"target\":1}",
                "{\"target\":\"a\",\"flag\":1}",
                "{\"target\":\"a\",\"x\":1}",
                "[]",
                "1"
            })
    void arguments_thatDoNotFit_are400(String body) {
        assertThat(edge.send("PUT", "/v1/action", body).statusCode()).isEqualTo(400);
    }

    @Test
    void arguments_unknown_areNamed() {
        assertThat(edge.send("PUT", "/v1/action?zz=1&yy=2", "").body()).contains("Unexpected arguments: yy, zz");
    }

    @Test
    void fault_carriesItsFactsInHeaders() {
        var answer = edge.get("/v1/locked");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.headers().firstValue("X-Fettle-Lock-Holder")).hasValue("cond?-1");
        assertThat(answer.body()).contains("locked by");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/bug", "/v1/overflow"})
    void bug_is500WithoutDetailsAndTheServerGoesOn(String path) {
        var answer = edge.get(path);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("faultcode\\\":\\\"Server").doesNotContain("secret detail");
        assertThat(edge.get("/v1/things").statusCode()).isEqualTo(200);
    }

    @Test
    void handlers_runSideBySide() {
        var answers = IntStream.range(0, 20)
                .mapToObj(_ -> java.util.concurrent.CompletableFuture.supplyAsync(
                        () -> edge.get("/v1/together"),
                        java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()))
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void largeBody_arrivesWhole() {
        HttpResponse<String> answer = edge.get("/v1/large");

        var whole = new String(JsonOut.bytes(HttpEdgeTest::large), StandardCharsets.UTF_8);
        assertThat(answer.body()).hasSizeGreaterThan(5 << 20).isEqualTo(whole);
        assertThat(answer.headers().firstValue("Content-Length")).hasValue(Integer.toString(whole.length()));
    }

    private static Answer text(String text) {
        return Answer.ok(out -> out.writeString(text));
    }

    private static Answer thing(Request request) {
        var name = request.variable("thing");
        if (name.equals("only")) {
            throw new FaultException(FaultCode.NOT_FOUND, "no such thing");
        }
        return text(name);
    }

    private static Answer action(Request request) {
        var arguments = request.arguments(Set.of("target", "flag"));
        return text(arguments.requiredText("target") + " "
                + arguments.flag("flag").map(String::valueOf).orElse("none"));
    }

    private static FaultException locked() {
        return new FaultException(FaultCode.NODE_LOCKED, "Node is locked by host cond")
                .withDetails(Map.of("holder", "cond\n-1"));
    }

    /** Answers only when twenty are here at the same time. */
    private static Answer together() {
        ALL_IN.countDown();
        try {
            return Answer.empty(ALL_IN.await(10, TimeUnit.SECONDS) ? 200 : 500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.empty(500);
        }
    }

    private static void large(JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (var i = 0; i < 800_000; i++) {
            out.writeNumber(i);
        }
        out.writeEndArray();
    }

    private static String version(String... headers) {
        return edge.get("/v1/things", headers)
                .headers()
                .firstValue(Microversion.HEADER)
                .orElseThrow();
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }
}
