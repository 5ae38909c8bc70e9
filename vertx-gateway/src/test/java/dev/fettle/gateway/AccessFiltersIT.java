package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.http.Route;
import dev.fettle.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No argument of a list shows a caller what belongs to others: each one in {@code access/filters.tsv} finds a foreign item for the system,
 * and nothing foreign for anybody else.
 */
class AccessFiltersIT {
    private static final Path FILTERS = Path.of("src/test/resources/access/filters.tsv");
    private static final Path CONTRACT = Path.of("src/test/resources/contract/endpoints.tsv");
    private static final Pattern ARGUMENT = Pattern.compile("(?:^|,)([a-z_]+)");

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @TempDir
    static Path folder;

    private static AccessGateway gateway;
    private static AccessFixtures fixtures;

    @BeforeAll
    static void start() throws IOException {
        gateway = new AccessGateway(POSTGRES.database(), folder);
        fixtures = new AccessFixtures(POSTGRES.database());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** @param finds whether the system finds the foreign item; else nobody does */
    record Filter(String path, String argument, String query, boolean finds) {
        String collection() {
            var segments = path.replace("/detail", "").split("/");
            return segments[segments.length - 1];
        }

        @Override
        public String toString() {
            return path + query;
        }
    }

    static List<Filter> filters() throws IOException {
        return Files.readAllLines(FILTERS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .map(cells -> new Filter(cells[0], cells[1], cells[2], cells.length < 4 || !cells[3].equals("nothing")))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("filters")
    void anArgumentNeverWidensWhatIsSeen(Filter filter) {
        for (var caller : AccessCaller.values()) {
            var path = fixtures.fill(filter.path() + filter.query(), "").path();
            var reply = gateway.send(caller, "GET", path, "");
            var shown = fixtures.showsForeign(filter.collection(), reply.text());
            if (caller == AccessCaller.SYSTEM_ADMIN || caller == AccessCaller.SYSTEM_READER) {
                assertThat(shown)
                        .as(caller.word() + ": " + reply.status() + " " + reply.text())
                        .isEqualTo(filter.finds());
            } else {
                assertThat(shown).as(caller.word() + " sees " + reply.text()).isFalse();
                assertThat(reply.status()).as(reply.text()).isIn(200, 400, 403, 404);
            }
        }
    }

    static List<Filter> markers() throws IOException {
        return filters().stream()
                .filter(filter -> filter.argument().equals("marker"))
                .toList();
    }

    /** As unknown as one that nobody has: it does not tell what there is, nor where it stands in an order. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("markers")
    void aMarkerOfOthersIsUnknown(Filter filter) {
        var foreign = fixtures.fill(filter.path() + filter.query(), "").path();
        var foreignUuid = foreign.substring(foreign.indexOf('=') + 1);
        var nobodys = UUID.randomUUID().toString();
        for (var caller : AccessCaller.values()) {
            var reply = gateway.send(caller, "GET", foreign, "");
            if (caller == AccessCaller.SYSTEM_ADMIN || caller == AccessCaller.SYSTEM_READER) {
                assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            } else {
                var unknown = gateway.send(caller, "GET", filter.path() + "?marker=" + nobodys, "");
                assertThat(reply.status())
                        .as(caller.word() + " gets " + reply.text())
                        .isEqualTo(404);
                assertThat(reply.text().replace(foreignUuid, nobodys)).isEqualTo(unknown.text());
            }
        }
    }

    @Test
    void everyListAndEveryArgumentOfTheContractIsTried() throws IOException {
        var tried = new HashMap<String, Set<String>>();
        filters()
                .forEach(filter -> tried.computeIfAbsent(filter.path(), _ -> new HashSet<>())
                        .add(filter.argument()));
        var lists = gateway.gateway().routes().stream()
                .filter(route ->
                        route.rule().endsWith(":list_all") && !route.path().contains("{"))
                .map(Route::path)
                .collect(Collectors.toSet());
        var contract = arguments();
        for (var list : lists) {
            assertThat(tried.getOrDefault(list, Set.of()))
                    .as("arguments of " + list + " in access/filters.tsv")
                    .containsAll(contract.getOrDefault(list, Set.of()));
        }
    }

    private static Map<String, Set<String>> arguments() throws IOException {
        return Files.readAllLines(CONTRACT).stream()
                .map(line -> line.split("\t"))
                .filter(cells -> cells[0].equals("GET"))
                .collect(Collectors.toMap(cells -> cells[1], cells -> names(cells[4]), (one, _) -> one));
    }

    /** Names in a cell such as {@code owner[1.50],limit(int>0)}, without what brackets hold. */
    private static Set<String> names(String cell) {
        if (cell.startsWith("same") || cell.startsWith("as ")) {
            return Set.of(); // the row that it speaks of is tried
        }
        var bare = cell.replaceAll("\\([^)]*\\)", "").replaceAll("\\[[^\\]]*]", "");
        return ARGUMENT.matcher(bare.replace(" ", ""))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
