package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testing.PostgresServer;
import dev.fettle.testing.RabbitServer;
import dev.fettle.tools.launcher.fault.FettleProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The largest that many clients can send and ask for at once, against a gateway and a conductor with little memory: both live and go on. */
class MemoryIT {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryIT.class);

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static final int CLIENTS = 64;

    /** MiB. Half of what {@code tools/fettle} gives. */
    private static final int HEAP = Integer.getInteger("fettle.test.heap", 256);

    /** MiB that a process may have resident beyond its heap: code, metaspace, threads, buffers of sockets. */
    private static final int BESIDE_HEAP = 256;

    /** MiB that may be in use more than before the attack: what is kept for a while on purpose, and warm caches. */
    private static final int LEFT_BEHIND = 24;

    private static final int BIG_NODES = 8;

    private static final int MANY_BYTES = 8 << 20;
    private static final byte[] NOTHING = {};

    @TempDir
    static Path folder;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static FettleProcess conductor;
    private static FettleProcess gateway;
    private static String url;

    @BeforeAll
    static void start() throws IOException {
        var rabbit = RabbitServer.shared();
        conductor = FettleProcess.start(folder, "cond-1", HEAP, arguments(rabbit, "conductor", "--host", "cond-1"));
        conductor.awaitReady();
        gateway = FettleProcess.start(folder, "gateway", HEAP, arguments(rabbit, "gateway", "--port", "0"));
        url = gateway.awaitReady();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        conductor.close();
        HTTP.close();
    }

    @Test
    void manyHostileClients_useNoMoreMemoryThanThereIs() throws Exception {
        fillList();
        var nodes = new ArrayList<String>();
        for (var i = 0; i < BIG_NODES; i++) {
            nodes.add(create("big-" + i));
        }
        requestsAreServed();
        var gatewayBefore = gateway.usedHeap();
        var conductorBefore = conductor.usedHeap();
        var answers = new ConcurrentHashMap<Integer, Integer>();

        attack(nodes, answers);

        var gatewayAfter = gateway.usedHeap();
        var conductorAfter = conductor.usedHeap();
        LOG.info(
                "answers {}; heap of gateway {} -> {} MiB, of conductor {} -> {} MiB; resident at most {} and {} MiB",
                new TreeMap<>(answers),
                gatewayBefore,
                gatewayAfter,
                conductorBefore,
                conductorAfter,
                gateway.peakResident(),
                conductor.peakResident());
        for (var process : List.of(gateway, conductor)) {
            assertThat(process.isAlive()).isTrue();
            assertThat(process.log()).doesNotContain("OutOfMemoryError").doesNotContain("failed unexpectedly");
            assertThat(process.peakResident()).isLessThan(HEAP + BESIDE_HEAP);
        }
        assertThat(answers.keySet()).as(answers.toString()).contains(200, 400, 413, 503).doesNotContain(500);
        assertThat(gatewayAfter).isLessThan(gatewayBefore + LEFT_BEHIND);
        assertThat(conductorAfter).isLessThan(conductorBefore + LEFT_BEHIND);
    }

    /** All that the limits let through, by many at once; then one who behaves is served at once. */
    private static void attack(List<String> nodes, Map<Integer, Integer> answers) throws Exception {
        var clients = new ArrayList<HostileClient>();
        var work = new ArrayList<Callable<Void>>();
        for (var i = 0; i < CLIENTS; i++) {
            var client = new HostileClient(url);
            clients.add(client);
            var requests = requests(i, client, nodes.get(i % nodes.size()), answers);
            Collections.shuffle(requests, new Random(i));
            work.add(() -> {
                requests.forEach(Runnable::run);
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
            requestsAreServed();
        } finally {
            clients.forEach(HostileClient::close);
        }
        requestsAreServed();
    }

    private static List<Runnable> requests(int number, HostileClient client, String node, Map<Integer, Integer> answers) {
        var path = "/v1/nodes/" + node;
        var requests = new ArrayList<Runnable>();
        for (var body : LargeBody.values()) {
            if (body.bytes().length > MANY_BYTES && number % 8 != 0) {
                continue; // a few are enough to fill the memory of both sides many times
            }
            requests.add(() -> count(answers, client.send(body.method(), body.path(path), body.bytes())));
        }
        requests.add(() -> count(answers, client.send("GET", "/v1/nodes?name=" + "a".repeat(15_000), NOTHING)));
        requests.add(() -> count(answers, client.send("GET", "/v1/nodes?" + "fields=a&".repeat(1_700), NOTHING)));
        requests.add(() -> count(answers, client.send("GET", "/v1/nodes?" + "a".repeat(1 << 20), NOTHING)));
        for (var i = 0; i < 4; i++) {
            requests.add(() -> client.hold("GET", "/v1/nodes/detail", ""));
            requests.add(() -> client.hold("PUT", path + "/states/provision", "Content-Length: 1000000\r\n"));
        }
        for (var i = 0; i < 16; i++) {
            requests.add(() -> client.hold("GET", "/v1/events/stream", ""));
            requests.add(client::holdSilent);
        }
        return requests;
    }

    private static void count(Map<Integer, Integer> answers, int status) {
        answers.merge(status, 1, Integer::sum);
    }

    /** A read, and a write through the conductor. */
    private static void requestsAreServed() throws Exception {
        var node = create(null);
        var begun = System.nanoTime();
        assertThat(http("GET", "/v1/nodes/" + node, "").statusCode()).isEqualTo(200);
        assertThat(http("PATCH", "/v1/nodes/" + node, "[{\"op\":\"add\",\"path\":\"/extra/a\",\"value\":1}]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    private static String create(String name) throws Exception {
        var body = name == null
                ? "{\"driver\":\"fake-hardware\"}"
                : "{\"driver\":\"fake-hardware\",\"name\":\"" + name + "\"}";
        var created = http("POST", "/v1/nodes", body);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        var location = created.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** In a version in which new nodes can be deployed at once. */
    private static HttpResponse<String> http(String method, String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("X-OpenStack-Ironic-API-Version", "1.10")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** As many nodes as a page has. */
    private static void fillList() throws SQLException {
        try (var connection = DriverManager.getConnection(POSTGRES.url());
                var statement = connection.createStatement()) {
            statement.executeUpdate("insert into nodes (driver, name, driver_info, extra) select 'fake-hardware', 'n' || i,"
                    + " jsonb_build_object('text', repeat('d', 500)), jsonb_build_object('text', repeat('e', 500))"
                    + " from generate_series(1, 1000) i");
        }
    }

    private static List<String> arguments(RabbitServer rabbit, String... special) {
        var all = new ArrayList<>(List.of(special));
        all.addAll(List.of("--db", POSTGRES.url(), "--amqp", rabbit.url()));
        return all;
    }
}
