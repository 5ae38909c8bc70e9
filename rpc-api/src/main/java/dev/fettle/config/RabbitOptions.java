package dev.fettle.config;

import java.time.Duration;
import java.util.List;

/** RabbitMQ; the same switches as on the Python side ({@code contract/rpc.md} section 3). */
public final class RabbitOptions {
    private static final String GROUP = "oslo_messaging_rabbit";

    public static final Option<Boolean> AMQP_DURABLE_QUEUES =
            Option.flag(GROUP, "amqp_durable_queues", false, "Durable exchanges and queues.");
    public static final Option<Boolean> AMQP_AUTO_DELETE =
            Option.flag(GROUP, "amqp_auto_delete", false, "Exchanges and queues that go with their last user.");
    public static final Option<Boolean> RABBIT_QUORUM_QUEUE =
            Option.flag(GROUP, "rabbit_quorum_queue", false, "Quorum queues for topics.");
    public static final Option<Boolean> RABBIT_TRANSIENT_QUORUM_QUEUE =
            Option.flag(GROUP, "rabbit_transient_quorum_queue", false, "Quorum queues for replies and fanout.");
    public static final Option<Integer> RABBIT_TRANSIENT_QUEUES_TTL = Option.integer(
            GROUP,
            "rabbit_transient_queues_ttl",
            1800,
            "Seconds after which an unused reply or fanout queue goes; 0: never.");
    public static final Option<Integer> RABBIT_QOS_PREFETCH_COUNT =
            Option.integer(GROUP, "rabbit_qos_prefetch_count", 100, "Messages taken ahead; 0: no limit.");
    public static final Option<Duration> HEARTBEAT_TIMEOUT_THRESHOLD = Option.seconds(
            GROUP,
            "heartbeat_timeout_threshold",
            60,
            "Seconds without a heartbeat after which a connection counts as dead.");

    static final List<Option<?>> ALL = List.of(
            AMQP_DURABLE_QUEUES,
            AMQP_AUTO_DELETE,
            RABBIT_QUORUM_QUEUE,
            RABBIT_TRANSIENT_QUORUM_QUEUE,
            RABBIT_TRANSIENT_QUEUES_TTL,
            RABBIT_QOS_PREFETCH_COUNT,
            HEARTBEAT_TIMEOUT_THRESHOLD);

    private RabbitOptions() {}
}
