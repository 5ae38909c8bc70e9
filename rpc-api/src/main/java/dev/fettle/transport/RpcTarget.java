package dev.fettle.transport;

import java.util.Optional;

/** Who is to get a message: one conductor, by its host name, or any. */
public record RpcTarget(Optional<String> host) {

    public static RpcTarget host(String host) {
        return new RpcTarget(Optional.of(host));
    }

    public static RpcTarget anyConductor() {
        return new RpcTarget(Optional.empty());
    }
}
