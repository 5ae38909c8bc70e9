package dev.fettle.tools.launcher;

import dev.fettle.config.Configuration;
import dev.fettle.config.DatabaseOptions;
import dev.fettle.config.DefaultOptions;
import dev.fettle.tools.launcher.Role.Part;
import dev.fettle.tools.launcher.postgres.DataDirectory;
import dev.fettle.tools.launcher.postgres.EmbeddedPostgres;
import dev.fettle.tools.launcher.start.StartFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the parts of a role in the order of what needs what; what does not, at the same time. */
final class Startup {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    private final Settings settings;
    private final Running running;

    /**
     * @param temporary whether the data go when it stops
     * @param cache for what can be made again, such as unpacked programs
     */
    record Settings(
            Role role, Configuration configuration, Path dataDirectory, boolean temporary, Path cache, Clock clock) {}

    private Startup(Settings settings) {
        this.settings = settings;
        this.running = new Running(settings.role(), settings.configuration());
    }

    /**
     * Blocks until requests are served. What was started is stopped again when a part fails.
     *
     * @throws StartFailure with the remedy
     */
    static Running run(Settings settings) {
        requireSharedServers(settings);
        var startup = new Startup(settings);
        try {
            startup.start();
            startup.running.endings().complete();
            return startup.running;
        } catch (RuntimeException e) {
            startup.running.endings().complete();
            startup.running.close();
            throw e;
        }
    }

    /** Single processes meet in PostgreSQL and RabbitMQ; an embedded one would be theirs alone. */
    private static void requireSharedServers(Settings settings) {
        var config = settings.configuration();
        if (!settings.role().alone()
                && (config.get(DatabaseOptions.CONNECTION).isEmpty()
                        || config.get(DefaultOptions.TRANSPORT_URL).isEmpty())) {
            throw new StartFailure("'fettle " + settings.role().command()
                    + "' shares PostgreSQL and RabbitMQ with the other processes; give both:"
                    + " --db URL --amqp URL (or [database] connection and [DEFAULT] transport_url in a --config file; --help shows the form)."
                    + " 'fettle up' needs neither");
        }
    }

    private void start() {
        var directory = embedded() ? openDataDirectory() : null;
        running.configure(Addresses.settled(settings.role(), running.configuration()));
        if (directory != null) {
            describe(directory);
        }
        var components = new Components(running.configuration(), settings.clock(), running.endings());
        var url = directory != null
                ? startPostgres(directory)
                : running.configuration().get(DatabaseOptions.CONNECTION).orElseThrow();
        step("database", () -> components.openDatabase(url));
        step("transport", components::openTransport);
        if (settings.role().runs(Part.CONDUCTOR)) {
            step("conductor", components::startConductor);
        }
        if (settings.role().runs(Part.GATEWAY)) {
            step("gateway", components::startGateway);
        }
        if (settings.role().runs(Part.CALLBACK)) {
            step("callback", components::startCallback);
        }
    }

    private static void step(String name, Runnable start) {
        var begin = System.nanoTime();
        start.run();
        LOG.debug("{}: {} ms", name, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }

    private boolean embedded() {
        return running.configuration().get(DatabaseOptions.CONNECTION).isEmpty();
    }

    private DataDirectory openDataDirectory() {
        var directory = DataDirectory.open(settings.dataDirectory());
        running.endings().add("data directory", _ -> close(directory));
        return directory;
    }

    private void close(DataDirectory directory) {
        if (settings.temporary()) {
            directory.discard();
        } else {
            directory.close();
        }
    }

    private void describe(DataDirectory directory) {
        directory.describe(
                "process " + ProcessHandle.current().pid() + " at " + Addresses.url(running.configuration()));
    }

    private String startPostgres(DataDirectory directory) {
        var begin = System.nanoTime();
        var postgres = EmbeddedPostgres.start(directory, settings.cache());
        LOG.debug("embedded PostgreSQL: {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        running.endings().add("embedded PostgreSQL", _ -> postgres.close());
        running.watch(postgres);
        return postgres.jdbcUrl();
    }
}
