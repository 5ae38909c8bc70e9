package dev.fettle.http;

/** Is told of every answer; for metrics. Runs on an event loop and must not block. */
@FunctionalInterface
public interface RequestObserver {
    RequestObserver NONE = (_, _, _, _) -> {};

    /** @param route path of the route table, or {@code other} for a path that is not in it */
    void answered(String route, String method, int status, long nanos);
}
