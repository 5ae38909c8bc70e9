package dev.fettle.config;

import java.util.List;

/** Proxies before the REST API. */
public final class ProxyOptions {
    private static final String GROUP = "oslo_middleware";

    public static final Option<Boolean> ENABLE_PROXY_HEADERS_PARSING = Option.flag(
            GROUP,
            "enable_proxy_headers_parsing",
            false,
            "Take the base of links from Forwarded or X-Forwarded-Proto, -Host and -Prefix; api.public_endpoint is not"
                    + " looked at then. Only behind a proxy that sets or removes these headers.");

    static final List<Option<?>> ALL = List.of(ENABLE_PROXY_HEADERS_PARSING);

    private ProxyOptions() {}
}
