package dev.fettle.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A request is refused by the HTTP layer itself, in one of the shapes of {@code contract/resources.md} section 1. */
public final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which body an error has. */
    public enum Shape {
        /** {@code faultcode} and {@code faultstring} in a string of JSON. */
        FAULT,
        /** {@code code}, {@code title} and {@code description} in a string of JSON: what routing refuses. */
        WEB,
        /** Not wrapped: body guards. */
        FLAT,
        /** Not wrapped either: authentication. */
        AUTH,
        /** The same with a title: what Keystone's own programs answer. */
        TOKEN,
        /** Plain text in the wrapper: an {@code Accept} that excludes JSON. */
        TEXT
    }

    private final int status;
    private final Shape shape;
    private final transient Map<String, String> headers;

    private HttpProblem(int status, Shape shape, String text, Map<String, String> headers) {
        super(text, null, false, false);
        this.status = status;
        this.shape = shape;
        this.headers = headers;
    }

    public static HttpProblem fault(int status, String text) {
        return new HttpProblem(status, Shape.FAULT, text, Map.of());
    }

    public static HttpProblem web(int status, String text) {
        return new HttpProblem(status, Shape.WEB, text, Map.of());
    }

    public static HttpProblem flat(int status, String text) {
        return new HttpProblem(status, Shape.FLAT, text, Map.of());
    }

    public static HttpProblem text(int status, String text) {
        return new HttpProblem(status, Shape.TEXT, text, Map.of());
    }

    public static HttpProblem auth(int status, String text) {
        var headers =
                status == 401 ? Map.of("WWW-Authenticate", "Basic realm=\"Baremetal API\"") : Map.<String, String>of();
        return new HttpProblem(status, Shape.AUTH, text, headers);
    }

    /**
     * A token is missing, or is not or no longer valid.
     *
     * @param challenge for {@code WWW-Authenticate}: where to get one
     */
    public static HttpProblem token(String challenge) {
        return new HttpProblem(
                401,
                Shape.TOKEN,
                "The request you have made requires authentication.",
                Map.of("WWW-Authenticate", challenge));
    }

    /** A verb that the path does not have. */
    public static HttpProblem methodNotAllowed(List<String> allowed) {
        return new HttpProblem(405, Shape.WEB, "", Map.of("Allow", String.join(", ", allowed)));
    }

    /** Worth another try in a moment. */
    public static HttpProblem later(int status, String text) {
        return new HttpProblem(status, Shape.FAULT, text, Map.of("Retry-After", "1"));
    }

    /** The server has more to do than it takes on; worth another try. */
    public static HttpProblem busy(String text) {
        return later(503, text);
    }

    /** The same problem in the fault form: what {@code /} answers instead of the web form. */
    HttpProblem asFault() {
        return new HttpProblem(status, Shape.FAULT, text(), headers);
    }

    public int status() {
        return status;
    }

    public Shape shape() {
        return shape;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public String text() {
        return Objects.requireNonNull(getMessage());
    }
}
