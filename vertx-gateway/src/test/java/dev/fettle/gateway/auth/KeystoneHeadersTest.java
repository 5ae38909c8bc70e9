package dev.fettle.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.Configuration;
import dev.fettle.config.KeystoneOptions;
import dev.fettle.http.HttpProblem;
import io.vertx.core.MultiMap;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused without asking Keystone, which would be 503 here. */
class KeystoneHeadersTest {
    @ParameterizedTest
    @CsvSource({
        "X-Auth-Token, a, X-Auth-Token, b",
        "X-Auth-Token, a, x-auth-token, a",
        "X-Service-Token, a, X-SERVICE-TOKEN, b",
        "X-Auth-Token, '', X-Other, a",
        "X-Auth-Token, 'a b', X-Other, a",
        "X-Roles, admin, X-System-Scope, all",
    })
    void isRefused(String name, String value, String other, String otherValue) {
        var config = Configuration.defaults()
                .with(KeystoneOptions.AUTH_URL, "http://127.0.0.1:1")
                .with(KeystoneOptions.USERNAME, "fettle")
                .with(KeystoneOptions.PASSWORD, "fettle")
                .with(KeystoneOptions.PROJECT_NAME, "services");
        var headers = MultiMap.caseInsensitiveMultiMap().add(name, value).add(other, otherValue);
        try (var authenticator = new KeystoneAuthenticator(config, Clock.systemUTC())) {
            assertThatThrownBy(() -> authenticator.authenticate(headers))
                    .isInstanceOfSatisfying(
                            HttpProblem.class,
                            problem -> assertThat(problem.status()).isEqualTo(401));
        }
    }
}
