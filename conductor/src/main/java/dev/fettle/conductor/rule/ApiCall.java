package dev.fettle.conductor.rule;

import dev.fettle.config.Configuration;
import dev.fettle.driver.spi.net.EgressGuard;
import dev.fettle.driver.spi.net.HttpCall;
import dev.fettle.driver.spi.net.HttpFailure;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.driver.spi.net.TlsTrust;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The action {@code api-call}: tells somebody by a GET that a rule applies. Only addresses that the egress guard lets through. */
final class ApiCall {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(429, 500, 502, 503, 504);
    private static final int MOST_RETRIES = 10;
    private static final double LONGEST_SECONDS = 60;
    private static final int MAX_BYTES = 1 << 20;

    private final OutboundHttp http;
    private final EgressGuard guard;
    private final Consumer<Duration> pause;

    /** @param pause waits between tries */
    ApiCall(OutboundHttp http, Configuration config, Consumer<Duration> pause) {
        this.http = http;
        this.guard = EgressGuard.of(config);
        this.pause = pause;
    }

    /** @throws RuntimeException when no try was answered well */
    void send(Map<String, @Nullable Object> args) {
        var uri = guard.check("The url of an inspection rule", RuleTexts.shown(args.get("url")), SCHEMES);
        var limit = seconds(number(args, "timeout", 5, LONGEST_SECONDS));
        var retries = (int) number(args, "retries", 3, MOST_RETRIES);
        var backoff = number(args, "backoff_factor", 0.3, LONGEST_SECONDS);
        var call =
                new HttpCall("GET", uri, headers(args.get("headers")), null, TlsTrust.SYSTEM, limit, limit, MAX_BYTES);
        for (var done = 0; ; done++) {
            var problem = problem(call);
            if (problem == null) {
                return;
            }
            if (done >= retries || !problem.another()) {
                throw RuleFailure.of(
                        "The call of an inspection rule to " + host(uri) + " failed: " + problem.what() + ".");
            }
            pause.accept(seconds(Math.min(LONGEST_SECONDS, backoff * (1 << done))));
        }
    }

    /** @param another whether another try may go better */
    private record Problem(String what, boolean another) {}

    private @Nullable Problem problem(HttpCall call) {
        try {
            var answer = http.send(call);
            return answer.status() < 400
                    ? null
                    : new Problem("status " + answer.status(), WORTH_ANOTHER_TRY.contains(answer.status()));
        } catch (HttpFailure e) {
            return new Problem(String.valueOf(e.getMessage()), true);
        }
    }

    private static Map<String, String> headers(@Nullable Object given) {
        var headers = new LinkedHashMap<String, String>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, value) -> headers.put(String.valueOf(name), RuleTexts.shown(value)));
        }
        return headers;
    }

    private static double number(Map<String, @Nullable Object> args, String name, double usual, double most) {
        var value = args.get(name);
        if (value == null) {
            return usual;
        }
        try {
            var number = Double.parseDouble(RuleTexts.shown(value));
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw RuleFailure.of("'" + name + "' of an inspection rule is no number from 0 to " + most + ".");
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
    }

    private static String host(URI uri) {
        return uri.getHost();
    }
}
