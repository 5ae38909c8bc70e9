package dev.fettle.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.config.KeystoneOptions;
import dev.fettle.config.Option;
import dev.fettle.gateway.TurnedClock;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Identity;
import dev.fettle.testing.Await;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of a real Keystone. */
class KeystoneIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static KeystoneServer keystone;
    private static KeystoneAdmin admin;

    private final List<KeystoneAuthenticator> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        keystone = new KeystoneServer();
        admin = keystone.admin();
        admin.assignProject("fettle", "admin", "services");
        admin.assignProject("member", "member", "alpha");
        admin.assignProject("chief", "admin", "alpha");
        admin.assignSystem("operator", "admin");
        admin.assignProject("nova", "service", "services");
        admin.assignProject("fettle2", "admin", "services");
    }

    @AfterAll
    static void stop() {
        if (keystone != null) {
            keystone.close();
        }
    }

    @AfterEach
    void close() {
        open.forEach(KeystoneAuthenticator::close);
    }

    @Test
    void systemAdmin_hasImpliedRolesAndTheScope() {
        var caller = authenticator().authenticate(user(admin.systemToken("operator")));

        assertThat(caller.user()).isEqualTo("operator");
        assertThat(caller.userId()).isEqualTo(admin.user("operator"));
        assertThat(caller.userDomainId()).isEqualTo("default");
        assertThat(caller.systemScope()).isEqualTo("all");
        assertThat(caller.projectId()).isNull();
        assertThat(caller.roles()).contains("admin", "member", "reader");
    }

    @Test
    void projectMember_hasTheProject() {
        var caller = authenticator().authenticate(user(admin.projectToken("member", "alpha")));

        assertThat(caller.projectId()).isEqualTo(admin.project("alpha"));
        assertThat(caller.projectName()).isEqualTo("alpha");
        assertThat(caller.projectDomainId()).isEqualTo("default");
        assertThat(caller.systemScope()).isNull();
        assertThat(caller.roles()).containsExactlyInAnyOrder("member", "reader");
    }

    @Test
    void headersThatClaimAnIdentity_areNotLookedAt() {
        var headers = user(admin.projectToken("member", "alpha"))
                .add("X-Roles", "admin")
                .add("X-Role", "admin")
                .add("X-Identity-Status", "Confirmed")
                .add("OpenStack-System-Scope", "all")
                .add("X-Project-Id", "beta")
                .add("X-Is-Admin-Project", "True");

        var caller = authenticator().authenticate(headers);

        assertThat(caller.roles()).doesNotContain("admin");
        assertThat(caller.systemScope()).isNull();
        assertThat(caller.projectId()).isEqualTo(admin.project("alpha"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "gAAAAABunknown", "two words", "ü"})
    void whatIsNoToken_isUnauthorizedWithTheChallenge(String text) {
        var authenticator = authenticator();
        assertThatThrownBy(() -> authenticator.authenticate(user(text)))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(401);
                    assertThat(problem.headers())
                            .containsEntry("WWW-Authenticate", "Keystone uri=\"" + keystone.url() + "/v3\"");
                });
        assertStatus(401, authenticator, MultiMap.caseInsensitiveMultiMap());
        assertStatus(401, authenticator, MultiMap.caseInsensitiveMultiMap().add("X-Auth-Token", "t".repeat(9000)));
    }

    @Test
    void revokedToken_isRefusedOnceTheCacheHasForgotten() {
        var authenticator = authenticator(config(KeystoneOptions.TOKEN_CACHE_TIME, "1"));
        var token = admin.projectToken("chief", "alpha");
        assertThat(authenticator.authenticate(user(token)).user()).isEqualTo("chief");

        admin.revoke(token);

        Await.until("refused", SOON, () -> refused(authenticator, user(token)));
    }

    @Test
    void expiryIsCheckedAgainstTheClock_evenOfACachedToken() {
        var token = admin.projectToken("member", "alpha");
        var clock = new TurnedClock();
        var authenticator = new KeystoneAuthenticator(config(KeystoneOptions.TOKEN_CACHE_TIME, "86400"), clock);
        open.add(authenticator);
        assertThat(authenticator.authenticate(user(token)).user()).isEqualTo("member");

        clock.turn(Duration.ofMinutes(61));

        assertStatus(401, authenticator, user(token));
    }

    @Test
    void expiredToken_passesOnlyWithTheTokenOfAService() {
        var issuing = keystone.issuing(Duration.ofSeconds(2));
        var authenticator = authenticator(config(KeystoneOptions.TOKEN_CACHE_TIME, "-1"));
        var expired = issuing.projectToken("member", "alpha");
        Await.until("expired", SOON, () -> refused(authenticator, user(expired)));

        var service = admin.projectToken("nova", "services");
        assertThat(authenticator
                        .authenticate(user(expired).add("X-Service-Token", service))
                        .user())
                .isEqualTo("member");
        assertStatus(401, authenticator, user(expired).add("X-Service-Token", admin.projectToken("chief", "alpha")));
        assertStatus(401, authenticator, user(expired).add("X-Service-Token", "unknown"));
        assertStatus(401, authenticator, user(expired).add("X-Service-Token", expired));
    }

    @Test
    void serviceTokenWithoutTheRole_isRefusedWhereItIsRequired() {
        var token = admin.projectToken("member", "alpha");
        var other = admin.projectToken("chief", "alpha");
        var usual = authenticator();
        assertThat(usual.authenticate(user(token).add("X-Service-Token", other)).user())
                .isEqualTo("member");
        assertStatus(401, usual, user(token).add("X-Service-Token", "unknown"));

        var strict = authenticator(config(KeystoneOptions.SERVICE_TOKEN_ROLES_REQUIRED, "true"));
        assertStatus(401, strict, user(token).add("X-Service-Token", other));
        assertThat(strict.authenticate(user(token).add("X-Service-Token", admin.projectToken("nova", "services")))
                        .user())
                .isEqualTo("member");
    }

    @Test
    void ownTokenThatWasRevoked_isReplaced() {
        var config = config(KeystoneOptions.TOKEN_CACHE_TIME, "-1")
                .with(KeystoneOptions.USERNAME, "fettle2")
                .with(KeystoneOptions.PASSWORD, "fettle2");
        var authenticator = authenticator(config);
        var token = admin.projectToken("member", "alpha");
        authenticator.authenticate(user(token));

        admin.setPassword("fettle2", "fettle2");

        Await.until("asked with a new token", SOON, () -> status(authenticator, user(token)) == 200);
    }

    @Test
    void wrongOwnPassword_isOurFaultAndNotTheCallers() {
        var authenticator = authenticator(config(KeystoneOptions.PASSWORD, "wrong"));
        assertStatus(503, authenticator, user(admin.projectToken("member", "alpha")));
    }

    @Test
    void keystoneThatIsAway_is503AndComesBack() throws IOException {
        var token = admin.projectToken("member", "alpha");
        assertStatus(503, authenticator(config(KeystoneOptions.AUTH_URL, "http://127.0.0.1:1")), user(token));
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var config = config(KeystoneOptions.AUTH_URL, "http://127.0.0.1:" + silent.getLocalPort())
                    .with(KeystoneOptions.HTTP_REQUEST_TIMEOUT, "1");
            var before = System.nanoTime();
            assertStatus(503, authenticator(config), user(token));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private KeystoneAuthenticator authenticator() {
        return authenticator(config(KeystoneOptions.INSECURE, "false"));
    }

    private KeystoneAuthenticator authenticator(Configuration config) {
        var authenticator = new KeystoneAuthenticator(config, Clock.systemUTC());
        open.add(authenticator);
        return authenticator;
    }

    private static Configuration config(Option<?> option, String value) {
        return Configuration.defaults()
                .with(DefaultOptions.AUTH_STRATEGY, "keystone")
                .with(KeystoneOptions.AUTH_URL, keystone.url())
                .with(KeystoneOptions.USERNAME, "fettle")
                .with(KeystoneOptions.PASSWORD, "fettle")
                .with(KeystoneOptions.PROJECT_NAME, "services")
                .with(option, value);
    }

    private static MultiMap user(String token) {
        return MultiMap.caseInsensitiveMultiMap().add("X-Auth-Token", token);
    }

    private static boolean refused(KeystoneAuthenticator authenticator, MultiMap headers) {
        return status(authenticator, headers) == 401;
    }

    private static void assertStatus(int status, KeystoneAuthenticator authenticator, MultiMap headers) {
        assertThat(status(authenticator, headers)).isEqualTo(status);
    }

    private static int status(KeystoneAuthenticator authenticator, MultiMap headers) {
        try {
            Identity identity = authenticator.authenticate(headers);
            return identity.roles().isEmpty() ? 0 : 200;
        } catch (HttpProblem problem) {
            return problem.status();
        }
    }
}
