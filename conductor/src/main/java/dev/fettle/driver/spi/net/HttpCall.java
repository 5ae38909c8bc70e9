package dev.fettle.driver.spi.net;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to a machine.
 *
 * @param body null for none; else JSON text
 * @param connectLimit limit of connecting
 * @param limit limit of the whole exchange, the answer's body included
 * @param maxBytes largest body that is accepted
 */
public record HttpCall(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body,
        TlsTrust tls,
        Duration connectLimit,
        Duration limit,
        int maxBytes) {

    /** Without headers, query and body: they hold secrets. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
