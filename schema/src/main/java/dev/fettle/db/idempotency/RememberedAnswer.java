package dev.fettle.db.idempotency;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key.
 *
 * @param digest of the request that brought the key
 * @param status what was answered; null while that request is at work
 * @param location header of that answer
 * @param body of that answer, JSON; null when it had none
 * @param grants what the policy allowed for that answer
 * @param age since the request began
 */
public record RememberedAnswer(
        String digest,
        @Nullable Integer status,
        @Nullable String location,
        @Nullable String body,
        String grants,
        Duration age) {}
