package dev.fettle.gateway.auth;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.gateway.policy.WatchedPolicy;
import dev.fettle.http.Authenticator;
import dev.fettle.http.Policy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * How callers are checked, as {@code [DEFAULT] auth_strategy} says, and what they may then do.
 *
 * @param authenticator is closed with this if it holds something
 */
public record Login(Authenticator authenticator, Policy policy) implements AutoCloseable {
    private static final Map<String, BiFunction<Configuration, Clock, Login>> STRATEGIES = Map.of(
            "noauth", (_, _) -> new Login(Authenticator.NONE, Policy.ALLOW_ALL),
            "http_basic", Login::basic,
            "keystone", Login::keystone);

    /** @throws IllegalStateException for a file or an option that cannot be used; the message names it */
    public static Login of(Configuration config, Clock clock) {
        var strategy = config.get(DefaultOptions.AUTH_STRATEGY);
        return Optional.ofNullable(STRATEGIES.get(strategy))
                .orElseThrow(() -> new IllegalStateException("there is no auth_strategy " + strategy))
                .apply(config, clock);
    }

    private static Login basic(Configuration config, Clock clock) {
        var users = Path.of(config.get(DefaultOptions.HTTP_BASIC_AUTH_USER_FILE));
        var roles = config.get(DefaultOptions.HTTP_BASIC_AUTH_ROLES_FILE).map(file -> new BasicRoles(Path.of(file)));
        return new Login(
                new BasicAuthenticator(users, roles),
                roles.isPresent() ? new WatchedPolicy(config, clock) : Policy.ALLOW_ALL);
    }

    private static Login keystone(Configuration config, Clock clock) {
        return new Login(new KeystoneAuthenticator(config, clock), new WatchedPolicy(config, clock));
    }

    @Override
    public void close() {
        if (authenticator instanceof KeystoneAuthenticator keystone) {
            keystone.close();
        }
    }
}
