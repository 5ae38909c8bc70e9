package dev.fettle.http;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.ProxyOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The start of links in answers ({@code contract/resources.md} section 1): what a proxy says when it is believed, else the configured address, else the
 * host that the request names. What is no address is passed over: it would end up in links. Immutable.
 *
 * @param behindProxy whether {@code Forwarded} and {@code X-Forwarded-*} are believed; the configured address is not looked at then
 * @param configured without a slash at the end
 */
public record PublicUrl(boolean behindProxy, Optional<String> configured) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_\\-\\[\\]]{1,255}");
    private static final Pattern SCHEME = Pattern.compile("https?");
    private static final Pattern PREFIX = Pattern.compile("(?:/[A-Za-z0-9._~-]{1,255}){1,16}+");

    static PublicUrl of(Configuration config) {
        return new PublicUrl(
                config.get(ProxyOptions.ENABLE_PROXY_HEADERS_PARSING),
                config.get(ApiOptions.PUBLIC_ENDPOINT).map(PublicUrl::withoutSlash));
    }

    /** Without a slash at the end. */
    String of(HttpServerRequest http) {
        if (!behindProxy) {
            return configured.orElseGet(() -> http.scheme() + "://" + host(http));
        }
        var scheme = forwarded(http, "proto", "X-Forwarded-Proto", SCHEME).orElseGet(http::scheme);
        var host = forwarded(http, "host", "X-Forwarded-Host", HOST).orElseGet(() -> host(http));
        var prefix = valid(http.getHeader("X-Forwarded-Prefix"), PREFIX).orElse("");
        return scheme + "://" + host + prefix;
    }

    private static String host(HttpServerRequest http) {
        return valid(http.getHeader("Host"), HOST)
                .orElseGet(() -> http.localAddress().toString());
    }

    /** Of the first proxy, the one that the client spoke to. The standard header wins over the older ones. */
    private static Optional<String> forwarded(HttpServerRequest http, String name, String older, Pattern form) {
        var standard = http.getHeader("Forwarded");
        if (standard == null) {
            return valid(http.getHeader(older), form);
        }
        for (var pair : standard.split(",", 2)[0].split(";")) {
            var parts = pair.split("=", 2);
            if (parts.length == 2 && parts[0].strip().equalsIgnoreCase(name)) {
                return valid(parts[1].strip().replace("\"", ""), form);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> valid(@Nullable String text, Pattern form) {
        return Optional.ofNullable(text).filter(given -> form.matcher(given).matches());
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? withoutSlash(url.substring(0, url.length() - 1)) : url;
    }
}
