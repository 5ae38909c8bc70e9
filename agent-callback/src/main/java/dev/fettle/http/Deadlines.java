package dev.fettle.http;

import java.time.Duration;

/**
 * How long a server waits for its clients.
 *
 * @param request for the next request on a connection, to the end of its headers
 * @param body for a body to arrive
 * @param answer for an answer of known length to be taken
 */
record Deadlines(Duration request, Duration body, Duration answer) {
    static final Deadlines USUAL = new Deadlines(Duration.ofSeconds(180), Duration.ofSeconds(60), Duration.ofSeconds(120));
}
