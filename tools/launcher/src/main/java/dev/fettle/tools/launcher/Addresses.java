package dev.fettle.tools.launcher;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.config.DeployOptions;
import dev.fettle.tools.launcher.start.StartFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Where the API listens, and how others reach it. */
final class Addresses {
    private Addresses() {}

    /**
     * The configuration with everything that must be known before the start: a port in place of 0, and the URL that agents get.
     *
     * @throws StartFailure when the address or the port cannot be used; found here, not after the database has been started
     */
    static Configuration settled(Role role, Configuration config) {
        if (!role.listens()) {
            return config;
        }
        var settled = config.with(ApiOptions.PORT, Integer.toString(usablePort(config)));
        var reachable =
                config.get(DeployOptions.EXTERNAL_CALLBACK_URL).or(() -> config.get(ApiOptions.PUBLIC_ENDPOINT));
        return role.alone() && reachable.isEmpty()
                ? settled.with(DeployOptions.EXTERNAL_CALLBACK_URL, url(settled))
                : settled;
    }

    /** Whether its address and port are free now. */
    static boolean usable(Configuration config) {
        try {
            return usablePort(config) > 0;
        } catch (StartFailure _) {
            return false;
        }
    }

    /** Of the API, for people and agents: a wildcard address is no address to call. */
    static String url(Configuration config) {
        var host = config.get(ApiOptions.HOST_IP);
        var callable = host.equals("0.0.0.0") || host.equals("::") ? config.get(DefaultOptions.MY_IP) : host;
        return "http://" + (callable.contains(":") ? "[" + callable + "]" : callable) + ":"
                + config.get(ApiOptions.PORT);
    }

    private static int usablePort(Configuration config) {
        var host = config.get(ApiOptions.HOST_IP);
        var port = config.get(ApiOptions.PORT);
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new StartFailure(
                    "there is no address '" + host + "' to listen on; give one of this machine with --listen");
        }
        try (var probe = new ServerSocket()) {
            probe.bind(address);
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new StartFailure(
                    "cannot listen on " + host + " port " + port + ": " + e.getMessage()
                            + "; stop what has it, or choose another with --port (0 picks a free one) or --listen",
                    e);
        }
    }
}
