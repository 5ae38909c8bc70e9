package dev.fettle.tools.load.http;

import java.net.URI;
import java.time.Duration;

/**
 * Where an Ironic-compatible API answers.
 *
 * @param path what stands before {@code /v1}; empty or beginning with a slash
 * @param apiVersion microversion that is asked for
 * @param timeout limit for connecting and for each wait for bytes
 */
public record Endpoint(String host, int port, String path, String apiVersion, Duration timeout) {

    /**
     * Reads {@code http://host:port/path}.
     *
     * @throws IllegalArgumentException when it is no plain http URL
     */
    public static Endpoint of(String url, String apiVersion, Duration timeout) {
        var uri = URI.create(url);
        var host = uri.getHost();
        if (!"http".equals(uri.getScheme()) || host == null) {
            throw new IllegalArgumentException(url + " is not of the form http://host:port");
        }
        var path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
        return new Endpoint(host, uri.getPort() < 0 ? 80 : uri.getPort(), path, apiVersion, timeout);
    }

    String headers() {
        return "Host: " + host + ":" + port + "\r\nX-OpenStack-Ironic-API-Version: " + apiVersion
                + "\r\nAccept: application/json\r\n";
    }
}
