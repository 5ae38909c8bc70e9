package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.http.Route;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every kind of hostile body, value, argument and header, at every place of the contract where one can stand. Nothing is left to chance here;
 * {@link HostileRoutesIT} adds what nobody thought of.
 */
class HostileContractIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CLIENTS = 8;
    private static final Pattern NAME = Pattern.compile("[a-z_]{2,}");

    /** What the contract says about an argument besides its name. */
    private static final Pattern REMARK = Pattern.compile("\\([^)]*\\)|\\[[^]]*]|as GET \\S+|minus \\S+|as \\w+|same");

    private static final Set<String> STREAM_HEADERS = Set.of("Last-Event-ID", "Range", "Accept", "Upgrade");

    private static final List<String> HOSTILE_HEADERS = List.of(
            "",
            "\0",
            "\1",
            "\u00fc",
            "..",
            "null",
            "-1",
            ",,",
            "*",
            "\"",
            "\"1\"",
            "W/\"1\"",
            "\"1\", \"2\", W/\"",
            "bytes=0-99999999999999999999",
            "bytes=-1,-,0-0,5-1",
            "0x7fffffffffffffff",
            "1.99999999999999999999",
            "baremetal 1.99999999999999999999, , baremetal",
            "Basic ====",
            "Bearer \u00ff\u00fe",
            "http://[::1",
            "evil.example/\"><script>",
            "100-continue",
            "websocket, h2c",
            "application/json;q=99999999999999999999",
            "text/html;q=,;;=",
            "a\r\n folded",
            "x".repeat(8_000),
            "x".repeat(20_000));

    private static FullStack stack;
    private static HostileTargets targets;
    private static List<Route> routes;

    @TempDir
    static Path folder;

    /** A request, and what it is called when it fails. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Attempt(String method, String path, byte[] body) {
        Attempt(String method, String path, String body) {
            this(method, path, body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            var text = new String(body, StandardCharsets.ISO_8859_1);
            return method + " " + path + " " + text.substring(0, Math.min(text.length(), 300));
        }
    }

    @BeforeAll
    static void start() {
        stack = FullStack.start(folder.resolve("data"));
        targets = HostileTargets.create(stack);
        routes = stack.routes().stream()
                .filter(route -> !route.path().equals("/v1/events/stream")) // never ends by itself
                .toList();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void serviceGoesOn() {
        assertThat(stack.logged()).noneMatch(line -> line.contains("failed unexpectedly"));
        assertThat(stack.send("GET", "/healthcheck", "").status()).isEqualTo(200);
        assertThat(stack.send("POST", "/v1/nodes", "{\"driver\":\"fake-hardware\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void everyRoute_takesEveryKindOfBody() {
        var attempts = new ArrayList<Attempt>();
        for (var route : routes) {
            for (var kind : HostileBody.values()) {
                attempts.add(new Attempt(route.method(), targets.path(route), kind.bytes()));
            }
        }
        sendAll(attempts);
    }

    @Test
    void everyBodyOfTheContract_withEveryValueInEveryPlace() throws IOException {
        var examples = examples();
        assertThat(examples.fieldNames())
                .toIterable()
                .map(HostileContractIT::normal)
                .containsAll(bodiesOfTheContract());
        var attempts = new ArrayList<Attempt>();
        for (var example : examples.properties()) {
            var route = route(example.getKey());
            for (var body : HostileValue.inEachPlace(example.getValue())) {
                attempts.add(new Attempt(route.method(), targets.path(route), body.replace("{node}", targets.node())));
            }
        }
        sendAll(attempts);
    }

    @Test
    void everyField_patchedWithEveryValue() {
        var attempts = new ArrayList<Attempt>();
        for (var collection : targets.collections()) {
            var path = collection + "/" + targets.ident(collection);
            for (var name : fieldNames(path)) {
                attempts.add(new Attempt("PATCH", path, "[{\"op\":\"remove\",\"path\":\"/%s\"}]".formatted(name)));
                for (var value : HostileValue.ALL) {
                    attempts.add(new Attempt(
                            "PATCH", path, "[{\"op\":\"add\",\"path\":\"/%s\",\"value\":%s}]".formatted(name, value)));
                }
            }
        }
        sendAll(attempts);
    }

    @Test
    void everyArgumentOfTheContract_withEveryText() throws IOException {
        var names = argumentsOfTheContract();
        var query = names.stream().map(name -> name + "=x").collect(Collectors.joining("&"));
        var taken = new TreeSet<String>();
        var attempts = new ArrayList<Attempt>();
        for (var route : routes) {
            var path = targets.path(route);
            var refused = stack.send(route.method(), path + "?" + query, "").text();
            if (!refused.contains("Unexpected arguments: ")) {
                continue; // takes none, or all
            }
            var unexpected = Set.of(refused.replaceAll("(?s).*Unexpected arguments: ([a-z_, ]+).*", "$1")
                    .split(", "));
            names.stream().filter(name -> !unexpected.contains(name)).forEach(name -> {
                taken.add(name);
                attempts.addAll(withEveryText(route.method(), path, name));
            });
        }
        var node = "/v1/nodes/" + targets.node(); // two that are looked at late
        attempts.addAll(withEveryText("PATCH", node, "reset_interfaces"));
        attempts.addAll(withEveryText("DELETE", node + "/vmedia", "device_types"));
        taken.addAll(List.of("reset_interfaces", "device_types"));
        assertThat(taken).as("arguments that some route takes").containsAll(names);
        sendAll(attempts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-Match",
                "If-None-Match",
                "If-Range",
                "Range",
                "Idempotency-Key",
                "Last-Event-ID",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Port",
                "X-Forwarded-Proto",
                "X-Forwarded-Prefix",
                "Forwarded",
                "Host",
                "Origin",
                "Access-Control-Request-Method",
                "Access-Control-Request-Headers",
                "Accept",
                "Accept-Encoding",
                "Content-Type",
                "Content-Encoding",
                "Expect",
                "Upgrade",
                "Cookie",
                "Authorization",
                "X-Auth-Token",
                "X-Roles",
                "X-HTTP-Method-Override",
                "X-OpenStack-Ironic-API-Version",
                "OpenStack-API-Version",
                "X-Openstack-Request-Id"
            })
    void everyHeader_withEveryText(String header) {
        var node = "/v1/nodes/" + targets.node();
        for (var text : HOSTILE_HEADERS) {
            var lines = header + ": " + text + "\r\nX-OpenStack-Ironic-API-Version: 1.115\r\nConnection: close\r\n";
            for (var request : List.of(
                    "GET " + node + " HTTP/1.1\r\n" + lines + "\r\n",
                    "PATCH " + node + " HTTP/1.1\r\n" + lines + "Content-Length: 2\r\n\r\n[]",
                    "GET /v1/events/stream?node=" + targets.node() + " HTTP/1.1\r\n" + lines + "\r\n")) {
                if (request.contains("/stream") && !STREAM_HEADERS.contains(header)) {
                    continue;
                }
                assertThat(stack.raw(request)).as(request).isBetween(0, 503).isNotIn(500, 501, 502);
            }
        }
    }

    private static List<Attempt> withEveryText(String method, String path, String argument) {
        var body = method.equals("PATCH") ? "[]" : "";
        var attempts = new ArrayList<Attempt>();
        for (var text : HostileInput.TEXTS) {
            var pair = argument + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
            attempts.add(new Attempt(method, path + "?" + pair, body));
        }
        for (var several : List.of("=&%1$s=", "=a&%1$s=b", "&%1$s", "=%%ff")) {
            attempts.add(new Attempt(method, path + "?" + argument + several.formatted(argument), body));
        }
        return attempts;
    }

    private static void sendAll(List<Attempt> attempts) {
        assertThat(attempts).isNotEmpty();
        var work = attempts.stream()
                .<Callable<String>>map(attempt -> () -> {
                    var reply = stack.send(attempt.method(), attempt.path(), attempt.body(), "1.115");
                    return reply.text().contains("An unexpected error occurred") ? attempt + " -> " + reply.text() : "";
                })
                .toList();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var failures = new ArrayList<String>();
            for (var done : clients.invokeAll(work)) {
                failures.add(done.get());
            }
            failures.removeIf(String::isEmpty);
            assertThat(failures).isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** All that the object has, shown or not. */
    private static Set<String> fieldNames(String path) {
        var names = new TreeSet<>(Set.of("unknown", "uuid", "id", "links", "created_at"));
        stack.send("GET", path, "").json().fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode examples() throws IOException {
        try (var file = HostileContractIT.class.getResourceAsStream("/bodies.json")) {
            return JSON.readTree(file);
        }
    }

    private static Route route(String methodAndPath) {
        return routes.stream()
                .filter(route -> normal(route.method() + " " + route.path()).equals(normal(methodAndPath)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no route " + methodAndPath));
    }

    /** Rows that have a body that is no patch; of those of any verb the usual ones. */
    private static Set<String> bodiesOfTheContract() throws IOException {
        return rows().filter(cells -> !cells[5].equals("-") && !cells[0].equals("PATCH"))
                .flatMap(cells -> Stream.of(cells[0].split("\\|"))
                        .filter(method -> Set.of("POST", "PUT").contains(method))
                        .map(method -> normal(method + " " + cells[1])))
                .collect(Collectors.toSet());
    }

    private static Set<String> argumentsOfTheContract() throws IOException {
        return rows().filter(cells -> !cells[4].contains("ignored)") || cells[4].contains(","))
                .map(cells -> REMARK.matcher(cells[4]).replaceAll(" "))
                .flatMap(text -> NAME.matcher(text).results().map(java.util.regex.MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String[]> rows() throws IOException {
        return Files.readAllLines(SourceTree.file("vertx-gateway/src/test/resources/contract/endpoints.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .filter(cells -> !cells[0].equals("ANY"));
    }

    private static String normal(String methodAndPath) {
        return methodAndPath.replaceAll("\\{[^}]*}", "{}");
    }
}
