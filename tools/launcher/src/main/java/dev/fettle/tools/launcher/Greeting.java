package dev.fettle.tools.launcher;

import dev.fettle.config.DatabaseOptions;
import dev.fettle.config.DefaultOptions;
import java.io.PrintWriter;
import java.util.Map;

/** What a start says on standard output: where it is and what to try next. */
final class Greeting {
    private static final Map<String, String> LOGINS = Map.of(
            "noauth", "--os-auth-type none --os-endpoint URL",
            "http_basic", "--os-auth-type http_basic --os-username USER --os-password PASSWORD --os-endpoint URL",
            "keystone", "--os-cloud CLOUD --os-baremetal-endpoint-override URL");

    private Greeting() {}

    static void print(Running running, PrintWriter out) {
        var config = running.configuration();
        if (!running.role().listens()) {
            out.println("Fettle conductor " + config.get(DefaultOptions.HOST) + " takes requests.");
            out.flush();
            return;
        }
        var url = Addresses.url(config);
        out.println("Fettle answers at " + url);
        running.postgres()
                .ifPresent(postgres -> out.println(
                        "  data   PostgreSQL on 127.0.0.1:" + postgres.port() + ", kept in " + postgres.directory()));
        if (config.get(DatabaseOptions.CONNECTION).isPresent()) {
            out.println("  data   your PostgreSQL");
        }
        out.println("  try    " + next(running.role(), config.get(DefaultOptions.AUTH_STRATEGY), url));
        out.println("  stop   Ctrl-C");
        out.flush();
    }

    private static String next(Role role, String strategy, String url) {
        if (role == Role.CALLBACK) {
            return "curl " + url + "/";
        }
        return "openstack " + LOGINS.getOrDefault(strategy, "").replace("URL", url) + " baremetal driver list";
    }
}
