package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.Configuration;
import dev.fettle.db.Database;
import dev.fettle.http.Route;
import dev.fettle.transport.local.LocalTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the contract has a route, under the rule that the contract names. */
class ContractRoutesTest {
    private static final Map<String, Route> ROUTES = routes();

    /** A path that the contract writes in a way of its own, and where it is served. */
    private static final Map<String, List<String>> PATHS =
            Map.of("/v1/runbooks/{}/traits[/{}]", List.of("/v1/runbooks/{}/traits", "/v1/runbooks/{}/traits/{}"));

    /** One method and path of the contract. */
    record Row(String method, String path, String policy) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyRowHasItsRoute(Row row) {
        var route = ROUTES.get(row.toString());

        assertThat(route).as("no route serves " + row).isNotNull();
        if (row.policy.startsWith("baremetal:") && !row.policy.contains("(public)")) {
            assertThat(row.policy).contains(route.rule());
            assertThat(route.rule()).startsWith("baremetal:");
        }
    }

    static Stream<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/contract/endpoints.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .filter(cells -> !cells[0].equals("ANY")) // not a path: how paths without /v1 are read
                .filter(cells -> !cells[1].equals("/v1/shards/{x}")) // not a path either: says that there is none
                .flatMap(ContractRoutesTest::row);
    }

    private static Stream<Row> row(String[] cells) {
        var written = normal(cells[1]);
        return PATHS.getOrDefault(written, List.of(written)).stream()
                .flatMap(path -> Arrays.stream(cells[0].split("\\|")).map(method -> new Row(method, path, cells[8])));
    }

    private static Map<String, Route> routes() {
        var config = Configuration.defaults();
        try (var database = Database.open("jdbc:postgresql://127.0.0.1:1/none", config);
                var transport = new LocalTransport(config);
                var server = new GatewayServer(config, database, transport, Clock.systemUTC())) {
            return server.routes().stream()
                    .collect(Collectors.toMap(
                            route -> route.method() + " " + normal(route.path()), Function.identity()));
        }
    }

    private static String normal(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }
}
