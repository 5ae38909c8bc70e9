package dev.fettle.tools.launcher;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.ConfigurationLoader;
import dev.fettle.config.DatabaseOptions;
import dev.fettle.config.DefaultOptions;
import dev.fettle.config.LoadedConfiguration;
import dev.fettle.config.Option;
import dev.fettle.tools.launcher.log.LogForm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What every service takes. Each flag is a short way to set one option. */
final class CommonFlags {
    @CommandLine.Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration in the form of ironic.conf; repeatable, later ones win.")
    private List<Path> files = List.of();

    @CommandLine.Option(
            names = "--set",
            paramLabel = "GROUP.OPTION=VALUE",
            description = "Sets one option; repeatable. 'fettle config' lists them.")
    private List<String> assignments = List.of();

    @CommandLine.Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the API; 0 picks a free one. Default: 6385.")
    private @Nullable String port;

    @CommandLine.Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "Address of the API; 0.0.0.0 for all. Default: 127.0.0.1.")
    private @Nullable String listen;

    @CommandLine.Option(
            names = "--db",
            paramLabel = "URL",
            description = "jdbc:postgresql://HOST:PORT/NAME?user=..&password=..")
    private @Nullable String database;

    @CommandLine.Option(
            names = "--amqp",
            paramLabel = "URL",
            description = "amqp://USER:PASSWORD@HOST:PORT/VHOST of RabbitMQ.")
    private @Nullable String amqp;

    @CommandLine.Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Name of this conductor, unique and lasting. Default: the host name.")
    private @Nullable String host;

    @CommandLine.Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where the embedded PostgreSQL keeps its data. Default: fettle in the user's state directory.")
    private @Nullable Path dataDirectory;

    @CommandLine.Option(
            names = "--log-format",
            paramLabel = "FORM",
            description = "text or json (one object per line). Default: text.")
    private LogForm logForm = LogForm.TEXT;

    /** @throws dev.fettle.config.ConfigurationException with everything that is wrong */
    LoadedConfiguration load(Map<String, String> environment) {
        var loader = new ConfigurationLoader();
        files.forEach(loader::file);
        loader.environment(environment);
        assignments.forEach(loader::set);
        set(loader, ApiOptions.PORT, port, "--port");
        set(loader, ApiOptions.HOST_IP, listen, "--listen");
        set(loader, DatabaseOptions.CONNECTION, database, "--db");
        set(loader, DefaultOptions.TRANSPORT_URL, amqp, "--amqp");
        set(loader, DefaultOptions.HOST, host, "--host");
        return loader.load();
    }

    Path dataDirectory(Map<String, String> environment) {
        return dataDirectory != null ? dataDirectory.toAbsolutePath() : UserFolders.state(environment);
    }

    boolean hasDataDirectory() {
        return dataDirectory != null;
    }

    LogForm logForm() {
        return logForm;
    }

    private static void set(ConfigurationLoader loader, Option<?> option, @Nullable String text, String flag) {
        if (text != null) {
            loader.set(option, text, flag);
        }
    }
}
