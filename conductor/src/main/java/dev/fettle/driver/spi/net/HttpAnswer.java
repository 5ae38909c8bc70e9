package dev.fettle.driver.spi.net;

import java.net.http.HttpHeaders;
import java.util.Optional;

/** What a machine answered, whatever the status. */
public record HttpAnswer(int status, HttpHeaders headers, String body) {

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        return "status " + status + ", " + body.length() + " characters";
    }
}
