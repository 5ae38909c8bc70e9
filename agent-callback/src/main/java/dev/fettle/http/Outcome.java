package dev.fettle.http;

import org.jspecify.annotations.Nullable;

/**
 * How one of several requests in one went.
 *
 * @param fault what went wrong, in the words of a single request; null when nothing did
 */
public record Outcome(int status, @Nullable String fault) {}
