package dev.fettle.http;

import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each answer. The query is left out: arguments may be secret. */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.fettle.http.access");
    private static final int LONGEST_PATH = 300;

    private final RequestObserver observer;

    AccessLog(RequestObserver observer) {
        this.observer = observer;
    }

    void answered(HttpServerRequest http, String route, String id, int status, long started) {
        var nanos = System.nanoTime() - started;
        observer.answered(route, http.method().name(), status, nanos);
        if (LOG.isInfoEnabled()) {
            LOG.info("{} {} {} {} ms {}", http.method(), shown(http.path()), status, nanos / 1_000_000, id);
        }
    }

    /** Still percent-encoded, so without line breaks. */
    private static String shown(@org.jspecify.annotations.Nullable String path) {
        if (path == null) {
            return "-";
        }
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...";
    }
}
