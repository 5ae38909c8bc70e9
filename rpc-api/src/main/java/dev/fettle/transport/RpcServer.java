package dev.fettle.transport;

import java.time.Duration;

/** A started server of one host. */
public interface RpcServer extends AutoCloseable {

    /** Takes no more messages and waits for those in work, at most that long. Idempotent. */
    void stop(Duration atMost);

    @Override
    default void close() {
        stop(Duration.ofSeconds(10));
    }
}
