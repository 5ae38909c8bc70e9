package dev.fettle.transport.connect;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.transport.RpcTransport;
import dev.fettle.transport.local.LocalTransport;
import dev.fettle.transport.oslo.RpcPin;
import dev.fettle.transport.rabbit.RabbitTransport;

/** Opens the transport that the configuration names. */
public final class Transports {
    private Transports() {}

    /**
     * RabbitMQ when {@code [DEFAULT]transport_url} is set, else the transport within this process. Does not wait for the broker. Sends what
     * the release of {@code [DEFAULT]pin_release_version} understands.
     *
     * @throws IllegalArgumentException for a URL that cannot be used
     */
    public static RpcTransport open(Configuration configuration) {
        var release = configuration.get(DefaultOptions.PIN_RELEASE_VERSION);
        return open(configuration, release.equals("none") ? RpcPin.none() : RpcPin.toRelease(release));
    }

    /** @param pin what the oldest peers of a rolling upgrade understand */
    public static RpcTransport open(Configuration configuration, RpcPin pin) {
        return configuration.get(DefaultOptions.TRANSPORT_URL).isPresent()
                ? new RabbitTransport(configuration, pin)
                : new LocalTransport(configuration, pin);
    }
}
