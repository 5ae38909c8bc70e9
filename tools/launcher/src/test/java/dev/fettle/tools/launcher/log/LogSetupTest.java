package dev.fettle.tools.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

class LogSetupTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(LogForm.class)
    void secretsNeverReachTheLog(LogForm form) throws Exception {
        var lines = String.join("\n", logged(form, context -> {
            var log = context.getLogger("dev.fettle.Test");
            log.warn("connecting to {}", "amqp://fettle:hunter2@broker:5672/");
            log.warn("driver_info has password=hunter2");
            log.error("failed", new IllegalStateException("password: hunter2"));
        }));
        assertThat(lines).doesNotContain("hunter2").contains("******", "broker:5672", "IllegalStateException");
    }

    @Test
    void textIsOneLinePerEventWithTheContextOfTheRequest() throws Exception {
        var lines = logged(LogForm.TEXT, context -> {
            var log = context.getLogger("dev.fettle.conductor.Thing");
            try (var _ = MDC.putCloseable("node", "n1")) {
                log.info("first\nforged line");
            }
            log.info("second");
            log.debug("not shown");
        });
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).endsWith("INFO  Thing[node=n1]: first | forged line");
        assertThat(lines.getLast()).endsWith("INFO  Thing: second");
    }

    @Test
    void jsonIsOneObjectPerEvent() throws Exception {
        var lines = logged(LogForm.JSON, context -> {
            try (var _ = MDC.putCloseable("node", "n1")) {
                context.getLogger("dev.fettle.Test").error("two\nlines", new IllegalStateException("planted"));
            }
        });
        assertThat(lines).hasSize(1);
        var event = new ObjectMapper().readTree(lines.getFirst());
        assertThat(event.path("message").asText()).isEqualTo("two\nlines");
        assertThat(event.path("level").asText()).isEqualTo("ERROR");
        assertThat(event.path("logger_name").asText()).isEqualTo("dev.fettle.Test");
        assertThat(event.path("node").asText()).isEqualTo("n1");
        assertThat(event.path("stack_trace").asText()).contains("IllegalStateException: planted");
    }

    private List<String> logged(LogForm form, Consumer<LoggerContext> events) throws Exception {
        var file = folder.resolve("fettle.log");
        var context = new LoggerContext();
        context.setMDCAdapter(MDC.getMDCAdapter());
        LogSetup.install(context, form, Level.INFO, Optional.of(file));
        events.accept(context);
        context.stop();
        return Files.readAllLines(file);
    }
}
