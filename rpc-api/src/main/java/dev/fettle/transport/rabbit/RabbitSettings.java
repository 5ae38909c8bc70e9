package dev.fettle.transport.rabbit;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.config.RabbitOptions;
import java.time.Duration;

/**
 * What the configuration says about the broker.
 *
 * @param slots requests that a server runs at the same time
 * @param castTimeout how long a cast may take to be confirmed
 */
record RabbitSettings(
        RabbitUrl url,
        Topology topology,
        int prefetch,
        int slots,
        Duration heartbeat,
        Duration castTimeout,
        Duration probeInterval) {
    private static final Duration PROBE = Duration.ofSeconds(5);

    static RabbitSettings of(Configuration configuration) {
        var url = configuration
                .get(DefaultOptions.TRANSPORT_URL)
                .orElseThrow(() -> new IllegalArgumentException("[DEFAULT] transport_url is not set"));
        return new RabbitSettings(
                RabbitUrl.parse(url),
                Topology.of(configuration),
                configuration.get(RabbitOptions.RABBIT_QOS_PREFETCH_COUNT),
                configuration.get(DefaultOptions.EXECUTOR_THREAD_POOL_SIZE),
                configuration.get(RabbitOptions.HEARTBEAT_TIMEOUT_THRESHOLD),
                configuration.get(DefaultOptions.RPC_RESPONSE_TIMEOUT),
                PROBE);
    }

    RabbitSettings withProbeInterval(Duration interval) {
        return new RabbitSettings(url, topology, prefetch, slots, heartbeat, castTimeout, interval);
    }
}
