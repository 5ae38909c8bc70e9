package dev.fettle.http;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.http.Route.BodyLimit;
import java.util.Optional;

/**
 * What an HTTP edge needs to know.
 *
 * @param publicEndpoint base of links; empty: the host that the request names
 */
public record EdgeOptions(
        String host,
        int port,
        Optional<String> publicEndpoint,
        int maxDepth,
        int bodyKib,
        int provisionKib,
        int inspectionKib,
        Deadlines deadlines) {

    public static EdgeOptions of(Configuration config) {
        return new EdgeOptions(
                config.get(ApiOptions.HOST_IP),
                config.get(ApiOptions.PORT),
                config.get(ApiOptions.PUBLIC_ENDPOINT).map(EdgeOptions::withoutSlash),
                config.get(ApiOptions.MAX_JSON_BODY_DEPTH),
                config.get(ApiOptions.MAX_JSON_BODY_SIZE),
                config.get(ApiOptions.MAX_JSON_BODY_SIZE_PROVISION),
                config.get(ApiOptions.MAX_JSON_BODY_SIZE_INSPECTION),
                Deadlines.USUAL);
    }

    /** Bytes. */
    long limit(BodyLimit limit) {
        return 1024L
                * switch (limit) {
                    case USUAL -> bodyKib;
                    case PROVISION -> provisionKib;
                    case INSPECTION -> inspectionKib;
                };
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? withoutSlash(url.substring(0, url.length() - 1)) : url;
    }
}
