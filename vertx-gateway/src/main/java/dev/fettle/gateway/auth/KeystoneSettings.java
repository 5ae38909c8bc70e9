package dev.fettle.gateway.auth;

import dev.fettle.config.Configuration;
import dev.fettle.config.KeystoneOptions;
import dev.fettle.config.Option;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What checking tokens needs ({@code [keystone_authtoken]}).
 *
 * @param url of the identity API, ends with {@code /v3}
 * @param challenge what callers without a valid token are told, for {@code WWW-Authenticate}
 * @param login the document that Fettle logs in with; secret
 * @param cacheTime how long a token is not asked for again; zero: always ask
 */
record KeystoneSettings(
        URI url,
        String challenge,
        Map<String, Object> login,
        Duration cacheTime,
        Duration requestTimeout,
        int retries,
        Set<String> serviceRoles,
        boolean serviceRolesRequired) {

    /** @throws IllegalStateException that names the option that is missing */
    static KeystoneSettings of(Configuration config) {
        var url = withV3(required(config, KeystoneOptions.AUTH_URL));
        var told = config.get(KeystoneOptions.WWW_AUTHENTICATE_URI).orElseGet(url::toString);
        return new KeystoneSettings(
                url,
                "Keystone uri=\"" + told.replaceAll("[^!#-~]", "") + "\"",
                Map.of("auth", Map.of("identity", identity(config), "scope", scope(config))),
                Duration.ofSeconds(Math.max(0, config.get(KeystoneOptions.TOKEN_CACHE_TIME))),
                config.get(KeystoneOptions.HTTP_REQUEST_TIMEOUT),
                config.get(KeystoneOptions.HTTP_REQUEST_MAX_RETRIES),
                Set.copyOf(config.get(KeystoneOptions.SERVICE_TOKEN_ROLES)),
                config.get(KeystoneOptions.SERVICE_TOKEN_ROLES_REQUIRED));
    }

    /** Without the login. */
    @Override
    public String toString() {
        return "KeystoneSettings[" + url + "]";
    }

    private static Map<String, Object> identity(Configuration config) {
        var user = new LinkedHashMap<String, Object>();
        user.put("name", required(config, KeystoneOptions.USERNAME));
        user.put("password", required(config, KeystoneOptions.PASSWORD));
        user.put("domain", domain(config, KeystoneOptions.USER_DOMAIN_ID, KeystoneOptions.USER_DOMAIN_NAME));
        return Map.of("methods", new String[] {"password"}, "password", Map.of("user", user));
    }

    private static Map<String, Object> scope(Configuration config) {
        var project = config.get(KeystoneOptions.PROJECT_NAME);
        if (project.isEmpty()) {
            if (!config.get(KeystoneOptions.SYSTEM_SCOPE).equals(Optional.of("all"))) {
                throw new IllegalStateException(
                        "auth_strategy keystone needs [keystone_authtoken] project_name, or system_scope = all");
            }
            return Map.of("system", Map.of("all", true));
        }
        var domain = domain(config, KeystoneOptions.PROJECT_DOMAIN_ID, KeystoneOptions.PROJECT_DOMAIN_NAME);
        return Map.of("project", Map.of("name", project.get(), "domain", domain));
    }

    private static Map<String, Object> domain(
            Configuration config, Option<Optional<String>> byId, Option<String> byName) {
        return config.get(byId)
                .<Map<String, Object>>map(id -> Map.of("id", id))
                .orElseGet(() -> Map.of("name", config.get(byName)));
    }

    private static URI withV3(String text) {
        var url = text.replaceAll("/+$", "");
        try {
            var uri = URI.create(url.endsWith("/v3") ? url : url + "/v3");
            if (uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // told as below
        }
        throw new IllegalStateException("[keystone_authtoken] auth_url is no http or https address: " + text);
    }

    private static String required(Configuration config, Option<Optional<String>> option) {
        return config.get(option)
                .orElseThrow(() -> new IllegalStateException(
                        "auth_strategy keystone needs [" + option.group() + "] " + option.name()));
    }
}
