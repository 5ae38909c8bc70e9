package dev.fettle.tools.launcher.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.model.Secrets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Logging to standard error, and to a file if wanted. In code rather than XML, which would cost a quarter of a second at each start.
 * Logback finds it as a service; {@code -Dlogback.configurationFile} still overrides it.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String PATTERN =
            "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{0}%replace([%X]){'^\\[\\]$', ''}: %masked(%replace(%msg){'[\\r\\n]+', ' | '}%n%ex)";

    /** Libraries that say at INFO what only their developers want to know. */
    private static final Map<String, Level> QUIET = Map.of(
            "com.zaxxer.hikari", Level.WARN,
            "liquibase", Level.WARN,
            "org.jooq", Level.WARN,
            "io.netty", Level.WARN,
            "io.vertx", Level.WARN,
            "org.springframework", Level.WARN);

    /** What holds until the configuration is read: text on standard error, warnings only. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        install(context, LogForm.TEXT, Level.WARN, Optional.empty());
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** What the operator wants: {@code [DEFAULT] debug} and {@code log_file} decide how much and where. */
    public static void apply(LogForm form, Configuration configuration) {
        if (System.getProperty("logback.configurationFile") == null
                && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var level = configuration.get(DefaultOptions.DEBUG) ? Level.DEBUG : Level.INFO;
            install(
                    context,
                    form,
                    level,
                    configuration.get(DefaultOptions.LOG_FILE).map(Path::of));
        }
    }

    /** For a command that draws on the terminal: only what needs attention. */
    public static void onlyWarnings() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("dev.fettle").setLevel(Level.WARN);
        }
    }

    static void install(LoggerContext context, LogForm form, Level ours, Optional<Path> file) {
        context.reset();
        JavaLogging.goesToSlf4j();
        var root = context.getLogger("ROOT");
        root.setLevel(Level.INFO);
        context.getLogger("dev.fettle").setLevel(ours);
        QUIET.forEach((name, level) -> context.getLogger(name).setLevel(level));
        root.addAppender(console(context, form));
        file.ifPresent(path -> root.addAppender(file(context, form, path)));
    }

    private static Appender<ILoggingEvent> console(LoggerContext context, LogForm form) {
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setTarget("System.err"); // standard output is for answers
        console.setEncoder(encoder(context, form));
        console.start();
        return console;
    }

    private static Appender<ILoggingEvent> file(LoggerContext context, LogForm form, Path path) {
        var file = new FileAppender<ILoggingEvent>();
        file.setContext(context);
        file.setFile(path.toString());
        file.setEncoder(encoder(context, form));
        file.start();
        return file;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogForm form) {
        var encoder = form == LogForm.JSON ? json() : text(context);
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        var layout = new PatternLayout();
        layout.getInstanceConverterMap().put("masked", MaskingConverter::new);
        layout.setContext(context);
        layout.setPattern(PATTERN);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setLayout(layout);
        return encoder;
    }

    private static Encoder<ILoggingEvent> json() {
        var masking = new MaskingJsonGeneratorDecorator();
        masking.addValueMasker((path, value) -> value instanceof CharSequence text ? masked(text) : null);
        masking.start(); // the encoder does not do it
        var encoder = new LogstashEncoder();
        encoder.setJsonGeneratorDecorator(masking);
        return encoder;
    }

    /** Null: nothing to mask. */
    private static @Nullable Object masked(CharSequence text) {
        var before = text.toString();
        var after = Secrets.maskText(before);
        return after.equals(before) ? null : after;
    }
}
