package dev.fettle.gateway.policy;

import dev.fettle.config.Configuration;
import dev.fettle.gateway.files.FileStamp;
import dev.fettle.http.Identity;
import dev.fettle.http.Policy;
import dev.fettle.http.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operator's rules, read again when their files change; looked at no more often than every other second, by whoever asks then. Files that
 * cannot be used leave the rules of before in force: what a start would refuse, a change does not bring either. Thread-safe.
 */
public final class WatchedPolicy implements Policy {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedPolicy.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final Configuration config;
    private final Clock clock;
    private final AtomicLong looked;
    private volatile Map<Path, FileStamp> files;
    private volatile RulePolicy rules;

    /** @throws IllegalStateException for a file that cannot be used; the message names it and what is wrong */
    public WatchedPolicy(Configuration config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.looked = new AtomicLong(clock.millis());
        this.files = PolicyFiles.stamps(config);
        this.rules = PolicyFiles.load(config);
    }

    @Override
    public boolean allows(String rule, Identity caller, Target target) {
        return current().allows(rule, caller, target);
    }

    @Override
    public boolean defines(String rule) {
        return current().defines(rule);
    }

    private RulePolicy current() {
        var last = looked.get();
        var now = clock.millis();
        if (Math.abs(now - last) >= BETWEEN_LOOKS.toMillis() && looked.compareAndSet(last, now)) {
            look();
        }
        return rules;
    }

    private void look() {
        try {
            var found = PolicyFiles.stamps(config);
            if (!found.equals(files)) {
                files = found; // what cannot be used is not tried again until it changes
                rules = PolicyFiles.load(config);
                LOG.info("the policy was read again: {}", found.keySet());
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "the policy was changed and cannot be used; the rules of before stay in force: {}",
                    e.getMessage(),
                    e);
        }
    }
}
