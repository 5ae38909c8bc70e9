package dev.fettle.tools.launcher.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Passes on what libraries say to java.util.logging, which Liquibase and the PostgreSQL driver use: warnings and errors only. */
final class JavaLogging extends Handler {
    private final SimpleFormatter form = new SimpleFormatter();

    private JavaLogging() {}

    /** In place of the console, whose lines would not be masked. Idempotent. */
    static void goesToSlf4j() {
        var root = Logger.getLogger("");
        for (var handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.setLevel(Level.WARNING);
        root.addHandler(new JavaLogging());
    }

    @Override
    public void publish(LogRecord said) {
        var name = said.getLoggerName();
        var logger = LoggerFactory.getLogger(name == null ? "java" : name);
        var message = form.formatMessage(said);
        if (said.getLevel().intValue() >= Level.SEVERE.intValue()) {
            logger.error(message, said.getThrown());
        } else {
            logger.warn(message, said.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
