package dev.fettle.http;

import java.util.Arrays;
import java.util.List;

/**
 * One row of the route table.
 *
 * @param path segments; {@code {name}} takes any one
 * @param since minor of the first version that has it
 * @param refusal what older versions are told
 * @param rule policy rule; empty for public routes
 * @param check who asks the policy about the rule
 */
public record Route(
        String method,
        String path,
        int since,
        Refusal refusal,
        String rule,
        Access access,
        Check check,
        BodyLimit limit,
        Handler handler) {

    /** What a version that is too low is told. */
    public enum Refusal {
        /** 404 from routing. */
        HIDDEN,
        /** 404 in the fault form. */
        NOT_FOUND,
        /** 405 from routing. */
        METHOD,
        /** 405 in the fault form. */
        NOT_ALLOWED,
        /** 406 in the fault form. */
        NOT_ACCEPTABLE
    }

    /** Which checks come before the handler. */
    public enum Access {
        /** All. */
        API,
        /** No authentication. */
        PUBLIC,
        /** Neither authentication nor versions nor content negotiation. */
        PLAIN
    }

    /** Where the policy is asked. */
    public enum Check {
        /** Before the handler; the rule does not look at what is asked for. */
        BEFORE,
        /** The handler does it, once it knows what is asked for. One that answers without it is a defect and answers 500. */
        BY_HANDLER
    }

    /** Which of the configured body limits holds. */
    public enum BodyLimit {
        USUAL,
        PROVISION,
        INSPECTION
    }

    /** Answers one request. Runs on a virtual thread and may block. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(Request request);
    }

    public static Route of(String method, String path, String rule, Handler handler) {
        return new Route(method, path, 1, Refusal.HIDDEN, rule, Access.API, Check.BEFORE, BodyLimit.USUAL, handler);
    }

    public static Route open(String method, String path, Handler handler) {
        return open(method, path, "", handler);
    }

    /** A public route that operators may close by its rule. */
    public static Route open(String method, String path, String rule, Handler handler) {
        return new Route(method, path, 1, Refusal.HIDDEN, rule, Access.PUBLIC, Check.BEFORE, BodyLimit.USUAL, handler);
    }

    public static Route plain(String method, String path, Handler handler) {
        return new Route(method, path, 1, Refusal.HIDDEN, "", Access.PLAIN, Check.BEFORE, BodyLimit.USUAL, handler);
    }

    public Route since(int minor, Refusal toldBelow) {
        return new Route(method, path, minor, toldBelow, rule, access, check, limit, handler);
    }

    public Route limit(BodyLimit other) {
        return new Route(method, path, since, refusal, rule, access, check, other, handler);
    }

    public Route handledBy(Handler other) {
        return new Route(method, path, since, refusal, rule, access, check, limit, other);
    }

    /** It takes no arguments in the query: any is refused before the handler is asked. */
    public Route withoutQuery() {
        return handledBy(request -> {
            request.refuseQuery();
            return handler.handle(request);
        });
    }

    /** The handler asks the policy, with the object as target. */
    public Route checkedByHandler() {
        return new Route(method, path, since, refusal, rule, access, Check.BY_HANDLER, limit, handler);
    }

    List<String> segments() {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** What a caller below {@link #since} is told. */
    HttpProblem refuse(List<String> allowed) {
        return switch (refusal) {
            case HIDDEN -> HttpProblem.web(404, "");
            case NOT_FOUND -> HttpProblem.fault(404, "Resource could not be found.");
            case METHOD -> HttpProblem.methodNotAllowed(allowed);
            case NOT_ALLOWED -> HttpProblem.methodNotAllowed(allowed).asFault();
            case NOT_ACCEPTABLE ->
                HttpProblem.fault(406, "Request not acceptable. The minimal required API version should be 1." + since);
        };
    }
}
