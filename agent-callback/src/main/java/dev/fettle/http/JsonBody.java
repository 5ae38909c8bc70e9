package dev.fettle.http;

import org.jspecify.annotations.Nullable;

/** A body that was read once. What is wrong with it is told only to handlers that want it: an unknown path stays 404. */
record JsonBody(@Nullable Object document, @Nullable HttpProblem problem) {
    private static final JsonBody NONE = new JsonBody(null, null);

    static JsonBody none() {
        return NONE;
    }

    /**
     * @param memory what the request holds; the document is added to it
     * @throws HttpProblem of the body guards, which come before routing
     */
    static JsonBody of(byte @Nullable [] bytes, int maxDepth, RequestMemory.Share memory) {
        if (bytes == null || bytes.length == 0) {
            return NONE;
        }
        try {
            return new JsonBody(JsonIn.read(bytes, maxDepth, memory), null);
        } catch (HttpProblem problem) {
            if (problem.shape() == HttpProblem.Shape.FLAT) {
                throw problem;
            }
            return new JsonBody(null, problem);
        }
    }

    @Nullable
    Object read() {
        if (problem != null) {
            throw problem;
        }
        return document;
    }
}
