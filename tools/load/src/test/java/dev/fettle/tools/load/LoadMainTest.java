package dev.fettle.tools.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fettle.tools.load.http.Api;
import dev.fettle.tools.load.result.Figure;
import dev.fettle.tools.load.result.Unit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int load(String... arguments) {
        return LoadMain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void mistakesAreExplained() {
        assertThat(load("measure", "--url", "https://x")).isEqualTo(2);
        assertThat(load("measure", "--url", "http://127.0.0.1:1", "--only", "gets"))
                .isEqualTo(2);
        assertThat(load("measure", "--url", "http://127.0.0.1:1", "--process", "x"))
                .isEqualTo(2);
        assertThat(load("measure", "--url", "http://127.0.0.1:1", "--clients", "0"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "not of the form http://host:port",
                        "unknown scenario 'gets'",
                        "name=pid",
                        "--clients go from 1");
    }

    @Test
    void aServerThatIsNotThereIsOneLine() {
        assertThat(load("measure", "--url", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("load: GET /v1/ was not answered:")
                .hasLineCount(1);
    }

    @Test
    void aMissingResultFileIsOneLine(@TempDir Path folder) {
        assertThat(load("compare", folder.resolve("none.jsonl").toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("load: cannot read").hasLineCount(1);
    }

    @Test
    void aCommandThatEndsBeforeItAnswersHasNotStarted() {
        assertThat(load("start-up", "--url", "http://127.0.0.1:1", "--", "false"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("false ended with status 1 before it answered");
    }

    @Test
    void anotherLibrarysEchoBecomesARun() throws JsonProcessingException {
        var line = Api.JSON.readTree("""
                {"test": "x", "conc": 32, "rps": 500, "p50_ms": 42.5, "p99_ms": 178, "server_cpu_pct": 50, "client_cpu_pct": 100}
                """);
        var run = ImportEchoCommand.run(line, "ironic", "2026-01-01T00:00:00Z");
        assertThat(run.clients()).isEqualTo(32);
        assertThat(run.figure()).isEqualTo(new Figure(Unit.PER_SECOND, 500));
        assertThat(run.spent()).isNotNull();
        assertThat(run.spent().totalMillisPerOperation()).isEqualTo(3);
        assertThatThrownBy(() -> ImportEchoCommand.run(Api.JSON.readTree("{}"), "ironic", ""))
                .hasMessageContaining("'rps'");
    }
}
