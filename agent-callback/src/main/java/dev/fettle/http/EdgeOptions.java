package dev.fettle.http;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.http.Route.BodyLimit;

/**
 * What an HTTP edge needs to know.
 *
 * @param publicUrl finds the start of links
 * @param cors which pages of other origins may ask
 */
public record EdgeOptions(
        String host,
        int port,
        PublicUrl publicUrl,
        Cors cors,
        int maxDepth,
        int bodyKib,
        int provisionKib,
        int inspectionKib,
        Deadlines deadlines) {

    public static EdgeOptions of(Configuration config) {
        return new EdgeOptions(
                config.get(ApiOptions.HOST_IP),
                config.get(ApiOptions.PORT),
                PublicUrl.of(config),
                Cors.of(config),
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
}
