package dev.fettle.tools.load.echo;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.driver.GetDriverProperties;
import dev.fettle.transport.connect.Transports;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/** Answers each request with what it holds. A process of its own, as a conductor is. */
public final class EchoServer {
    static final String HOST = "load-echo";
    static final String READY = "ready";

    /** Environment variable with the broker's URL: it holds a password, which must not be seen in a list of processes. */
    public static final String URL = "FETTLE_LOAD_AMQP";

    private EchoServer() {}

    /** Serves until the input ends, which it does when the one who started us ends. */
    public static void serve(String url, InputStream input, PrintStream output) throws IOException {
        var handlers =
                new RpcHandlers().on(GetDriverProperties.class, (request, _) -> Map.of("data", request.driverName()));
        try (var transport = Transports.open(configuration(url));
                var _ = transport.serve(HOST, handlers)) {
            output.println(READY);
            output.flush();
            while (input.read() >= 0) {}
        }
    }

    static Configuration configuration(String url) {
        return Configuration.defaults().with(DefaultOptions.TRANSPORT_URL, url);
    }
}
