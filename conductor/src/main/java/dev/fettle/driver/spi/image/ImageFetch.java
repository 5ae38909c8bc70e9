package dev.fettle.driver.spi.image;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.config.FettleOptions;
import dev.fettle.driver.spi.net.EgressGuard;
import dev.fettle.driver.spi.net.HttpAnswer;
import dev.fettle.driver.spi.net.HttpCall;
import dev.fettle.driver.spi.net.HttpFailure;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.driver.spi.net.TlsTrust;
import dev.fettle.driver.spi.net.Untrusted;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gets an image from an HTTP server into a file. Follows redirects, each address after the egress guard has seen it. */
record ImageFetch(EgressGuard guard, TlsTrust tls, Duration connectLimit, Duration limit, Clock clock) {
    static final Set<String> SCHEMES = Set.of("http", "https");
    private static final OutboundHttp HTTP = new OutboundHttp();
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final int MOST_REDIRECTS = 5;
    private static final int NOT_MODIFIED = 304;
    /** Of answers that are no image. */
    private static final int MOST_ERROR_BYTES = 64 * 1024;

    static ImageFetch of(Configuration config, Clock clock) {
        return new ImageFetch(
                EgressGuard.of(config),
                TlsTrust.of(config.get(DefaultOptions.WEBSERVER_VERIFY_CA)),
                config.get(DefaultOptions.WEBSERVER_CONNECTION_TIMEOUT),
                config.get(FettleOptions.IMAGE_DOWNLOAD_TIMEOUT),
                clock);
    }

    /** @return when the image was written, as far as the server says; else now */
    Optional<Instant> any(String what, URI source, Path file, long maxBytes) throws IOException {
        return fetch(what, source, file, maxBytes, Map.of("Accept", "*/*"));
    }

    /** The same, but only an image that was written after that moment; empty, and the file as it was, when there is none. */
    Optional<Instant> newer(String what, URI source, Path file, long maxBytes, Instant than) throws IOException {
        var since = HTTP_DATE.format(than);
        return fetch(what, source, file, maxBytes, Map.of("Accept", "*/*", "If-Modified-Since", since));
    }

    private Optional<Instant> fetch(String what, URI source, Path file, long maxBytes, Map<String, String> headers)
            throws IOException {
        var deadline = System.nanoTime() + limit.toNanos();
        var at = source;
        for (var hops = 0; hops <= MOST_REDIRECTS; hops++) {
            guard.checkAddresses(what, at);
            var left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            var call = new HttpCall("GET", at, headers, null, tls, connectLimit, left, MOST_ERROR_BYTES);
            var answer = download(what, call, file, maxBytes);
            if (answer.status() == NOT_MODIFIED && headers.containsKey("If-Modified-Since")) {
                return Optional.empty();
            }
            if (answer.status() == 200) {
                return Optional.of(written(answer));
            }
            if (!REDIRECTS.contains(answer.status())) {
                throw failed(what, "the server answered with status " + answer.status());
            }
            at = target(what, at, answer);
        }
        throw failed(what, "the server redirects more than " + MOST_REDIRECTS + " times");
    }

    private static HttpAnswer download(String what, HttpCall call, Path file, long maxBytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            return HTTP.download(call, channel, maxBytes);
        } catch (HttpFailure e) {
            throw failed(what, Untrusted.text(e.getMessage()));
        }
    }

    /** Not from https to http: what the first one promised would be lost. */
    private URI target(String what, URI from, HttpAnswer answer) {
        var location = answer.header("Location").orElseThrow(() -> failed(what, "the server redirects to nowhere"));
        try {
            var schemes = "https".equalsIgnoreCase(from.getScheme()) ? Set.of("https") : SCHEMES;
            return guard.parse(what + " (redirected)", from.resolve(location).toString(), schemes);
        } catch (IllegalArgumentException _) { // its text holds the address
            throw failed(what, "the server redirects to something that is no URL");
        }
    }

    private Instant written(HttpAnswer answer) {
        try {
            return answer.header("Last-Modified")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElseGet(clock::instant);
        } catch (DateTimeException _) {
            return clock.instant();
        }
    }

    private static FaultException failed(String what, String why) {
        return new FaultException(
                FaultCode.IMAGE_DOWNLOAD_FAILED,
                "The image of " + what + " could not be fetched: " + why
                        + ". Check the address and that the conductor reaches it, or let the BMC fetch the image itself with image_download_source=http.");
    }
}
