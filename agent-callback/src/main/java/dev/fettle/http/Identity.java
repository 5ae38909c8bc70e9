package dev.fettle.http;

import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param user login name; null where nobody checks
 */
public record Identity(@Nullable String user) {
    public static final Identity ANONYMOUS = new Identity(null);
}
