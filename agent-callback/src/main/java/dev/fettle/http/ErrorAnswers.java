package dev.fettle.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that turns a failure into an answer ({@code contract/resources.md} section 1). */
final class ErrorAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    /** Facts of a failure that travel as headers. */
    private static final Map<String, String> HEADERS = Map.of(
            "retry_after", "Retry-After",
            "holder", "X-Fettle-Lock-Holder",
            "operation", "X-Fettle-Lock-Operation",
            "since", "X-Fettle-Lock-Since");

    private static final Map<Integer, String> TITLES = Map.of(
            400,
            "Bad Request",
            401,
            "Unauthorized",
            403,
            "Forbidden",
            404,
            "Not Found",
            405,
            "Method Not Allowed",
            406,
            "Not Acceptable",
            408,
            "Request Timeout",
            414,
            "URI Too Long",
            431,
            "Request Header Fields Too Large",
            500,
            "Internal Server Error");

    private ErrorAnswers() {}

    static Answer of(Throwable failure, String requestId) {
        return switch (failure) {
            case HttpProblem problem -> of(problem);
            case FaultException fault -> of(fault);
            default -> {
                LOG.error("request {} failed unexpectedly", requestId, failure);
                yield fault(500, unexpected(requestId));
            }
        };
    }

    /** The same without the wrapping, for an answer that tells of several requests. */
    static Outcome outcome(Throwable failure, String requestId) {
        return switch (failure) {
            case HttpProblem problem -> new Outcome(problem.status(), problem.text());
            case FaultException fault -> new Outcome(fault.status(), withoutTrace(fault.text()));
            default -> {
                LOG.error("part of request {} failed unexpectedly", requestId, failure);
                yield new Outcome(500, unexpected(requestId));
            }
        };
    }

    private static String unexpected(String requestId) {
        return "An unexpected error occurred. The log of the service says more under " + requestId + ".";
    }

    private static Answer of(HttpProblem problem) {
        var answer = switch (problem.shape()) {
            case FAULT -> fault(problem.status(), problem.text());
            case WEB -> wrapped(problem.status(), out -> web(out, problem));
            case FLAT -> Answer.json(problem.status(), JsonOut.bytes(out -> flat(out, problem)));
            case AUTH, TOKEN -> Answer.json(problem.status(), JsonOut.bytes(out -> auth(out, problem)));
            case TEXT ->
                Answer.json(problem.status(), JsonOut.bytes(out -> {
                    out.writeStartObject();
                    out.writeStringField("error_message", problem.text());
                    out.writeEndObject();
                }));
        };
        for (var header : problem.headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    private static Answer of(FaultException fault) {
        var answer = fault(fault.status(), fault.text());
        for (var detail : fault.details().entrySet()) {
            var header = HEADERS.get(detail.getKey());
            if (header != null) {
                answer = answer.with(header, headerValue(detail.getValue()));
            }
        }
        var retry = fault.code() == FaultCode.NODE_LOCKED || fault.status() == 503;
        return retry && !fault.details().containsKey("retry_after") ? answer.with("Retry-After", "1") : answer;
    }

    private static Answer fault(int status, String text) {
        return wrapped(status, out -> {
            out.writeStartObject();
            out.writeStringField("faultcode", status < 500 ? "Client" : "Server");
            out.writeStringField("faultstring", withoutTrace(text));
            out.writeNullField("debuginfo");
            out.writeEndObject();
        });
    }

    /** Clients expect JSON within a string within JSON. */
    private static Answer wrapped(int status, JsonOut.Writer inner) {
        var text = new String(JsonOut.bytes(inner), StandardCharsets.UTF_8);
        return Answer.json(status, JsonOut.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("error_message", text);
            out.writeEndObject();
        }));
    }

    private static void web(JsonGenerator out, HttpProblem problem) throws IOException {
        out.writeStartObject();
        out.writeNumberField("code", problem.status());
        out.writeStringField("title", TITLES.getOrDefault(problem.status(), "Error"));
        out.writeStringField("description", problem.text());
        out.writeEndObject();
    }

    private static void flat(JsonGenerator out, HttpProblem problem) throws IOException {
        out.writeStartObject();
        out.writeStringField("faultcode", "Client");
        out.writeStringField("faultstring", problem.text());
        out.writeEndObject();
    }

    private static void auth(JsonGenerator out, HttpProblem problem) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("error");
        out.writeStringField("message", problem.text());
        out.writeNumberField("code", problem.status());
        if (problem.shape() == HttpProblem.Shape.TOKEN) {
            out.writeStringField("title", TITLES.getOrDefault(problem.status(), "Error"));
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static String withoutTrace(String text) {
        var trace = text.indexOf("Traceback (most recent call last)");
        return trace < 0 ? text : text.substring(0, trace).stripTrailing();
    }

    /** Text of others must not become headers of ours. */
    private static String headerValue(String text) {
        var clean = new StringBuilder(Math.min(text.length(), 200));
        text.chars().limit(200).forEach(c -> clean.append(c >= 0x20 && c < 0x7f ? (char) c : '?'));
        return clean.toString();
    }
}
