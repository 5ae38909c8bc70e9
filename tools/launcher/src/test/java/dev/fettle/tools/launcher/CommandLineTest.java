package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.OptionCatalog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void configPrintsEveryOptionAndReadsBackToTheDefaults() throws Exception {
        assertThat(run("config")).isZero();
        OptionCatalog.ALL.forEach(option -> assertThat(out.toString()).contains("# " + option.help()));
        var file =
                Files.writeString(folder.resolve("fettle.conf"), out.toString().replaceAll("(?m)^#(?=\\w+ =)", ""));
        out.getBuffer().setLength(0);
        assertThat(run("config", "--config", file.toString())).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void configShowsWhatIsGivenAndMasksSecrets() throws Exception {
        var file = Files.writeString(folder.resolve("ironic.conf"), """
                [DEFAULT]
                transport_url = rabbit://ironic:hunter2@broker/
                log_dir = /var/log/ironic
                [database]
                connection = postgresql://ironic:hunter2@db/ironic
                [deploy]
                http_url = http://$my_ip:8080
                """);
        assertThat(run("config", "--given", "--config", file.toString(), "--set", "my_ip=10.0.0.9"))
                .isZero();
        assertThat(out.toString())
                .contains("\ntransport_url = ******", "\nconnection = ******", "\nhttp_url = http://10.0.0.9:8080")
                .doesNotContain("hunter2", "max_limit");
        assertThat(err.toString()).contains("no effect in Fettle: DEFAULT.log_dir");
    }

    @Test
    void everyProblemOfTheConfigurationIsToldWithExitCode2() {
        assertThat(run("up", "--set", "api.prot=1", "--port", "many", "--db", "mysql://u:hunter2@db/x"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("fettle: --set api.prot: there is no option prot in [api]; did you mean port?")
                .contains("fettle: --port: [api] port takes a whole number, not 'many'")
                .contains("fettle: --db: [database] connection names a mysql database")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "conductor", "callback"})
    void singleProcessesNeedServersInCommon(String command) {
        assertThat(run(command, "--db", "jdbc:postgresql://127.0.0.1:1/x")).isEqualTo(1);
        assertThat(err.toString())
                .contains("'fettle " + command + "' shares PostgreSQL and RabbitMQ")
                .contains("--db URL --amqp URL");
    }

    @Test
    void aPortInUseIsSaidBeforeAnythingIsStarted() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();
            assertThat(run("up", "--data-dir", folder.resolve("data").toString(), "--port", "" + port))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .contains("cannot listen on 127.0.0.1 port " + port)
                    .contains("--port");
        }
        assertThat(folder.resolve("data/postgres")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"up --listen nowhere.invalid, there is no address 'nowhere.invalid'", "frobnicate, Unmatched argument"})
    void otherMistakes(String arguments, String message) {
        assertThat(run((arguments + " --data-dir " + folder).split(" "))).isNotZero();
        assertThat(err.toString()).contains(message);
    }

    @Test
    void withoutCommandTheUsageIsShown() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString())
                .contains("Missing command.", "up", "gateway", "conductor", "callback", "config", "demo");
    }

    @Test
    void versionNamesTheJava() {
        assertThat(run("version")).isZero();
        assertThat(out.toString()).contains("fettle ", "Java " + Runtime.version());
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
