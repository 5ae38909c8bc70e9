package dev.fettle.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How tokens are checked with Keystone. */
public final class KeystoneOptions {
    private static final String GROUP = "keystone_authtoken";

    public static final Option<Optional<String>> WWW_AUTHENTICATE_URI = Option.optional(
            GROUP,
            "www_authenticate_uri",
            "Address of Keystone that callers without a valid token are told. Unset: auth_url.");
    public static final Option<Optional<String>> AUTH_URL =
            Option.optional(GROUP, "auth_url", "Address of Keystone that tokens are checked at, with or without /v3.");
    public static final Option<String> AUTH_TYPE = Option.choice(
            GROUP,
            "auth_type",
            List.of("password", "v3password"),
            "password",
            "How Fettle itself logs in: password (v3password is the same).");
    public static final Option<Optional<String>> USERNAME =
            Option.optional(GROUP, "username", "Name of the user that may check tokens.");
    public static final Option<Optional<String>> PASSWORD = Option.secret(GROUP, "password", "Password of that user.");
    public static final Option<Optional<String>> USER_DOMAIN_ID =
            Option.optional(GROUP, "user_domain_id", "Domain of that user, by id.");
    public static final Option<String> USER_DOMAIN_NAME = Option.text(
            GROUP, "user_domain_name", "Default", "Domain of that user, by name; user_domain_id goes before it.");
    public static final Option<Optional<String>> PROJECT_NAME =
            Option.optional(GROUP, "project_name", "Project of that user's token. Unset: system_scope.");
    public static final Option<Optional<String>> PROJECT_DOMAIN_ID =
            Option.optional(GROUP, "project_domain_id", "Domain of that project, by id.");
    public static final Option<String> PROJECT_DOMAIN_NAME = Option.text(
            GROUP,
            "project_domain_name",
            "Default",
            "Domain of that project, by name; project_domain_id goes before it.");
    public static final Option<Optional<String>> SYSTEM_SCOPE = Option.optional(
            GROUP, "system_scope", "Set to all: that user's token is for the whole system instead of a project.");
    public static final Option<Optional<String>> CAFILE =
            Option.optional(GROUP, "cafile", "PEM file of the authorities that may sign Keystone's certificate.");
    public static final Option<Boolean> INSECURE =
            Option.flag(GROUP, "insecure", false, "Do not check Keystone's certificate.");
    public static final Option<Duration> HTTP_CONNECT_TIMEOUT =
            Option.seconds(GROUP, "http_connect_timeout", 5, "Seconds for connecting to Keystone.");
    public static final Option<Duration> HTTP_REQUEST_TIMEOUT =
            Option.seconds(GROUP, "http_request_timeout", 10, "Seconds for one answer of Keystone.");
    public static final Option<Integer> HTTP_REQUEST_MAX_RETRIES = Option.integer(
            GROUP, "http_request_max_retries", 3, 0, 10, "Further tries when Keystone cannot be reached.");
    public static final Option<Integer> TOKEN_CACHE_TIME = Option.integer(
            GROUP,
            "token_cache_time",
            300,
            -1,
            86400,
            "Seconds that a token that was found valid is not asked for again, hence most that a revoked one lives on; -1: always ask.");
    public static final Option<List<String>> SERVICE_TOKEN_ROLES = Option.list(
            GROUP,
            "service_token_roles",
            "service",
            "Roles, any of which makes the token in X-Service-Token that of a service: then the user's may have expired.");
    public static final Option<Boolean> SERVICE_TOKEN_ROLES_REQUIRED = Option.flag(
            GROUP, "service_token_roles_required", false, "Refuse requests whose X-Service-Token has none of them.");

    static final List<Option<?>> ALL = List.of(
            WWW_AUTHENTICATE_URI,
            AUTH_URL,
            AUTH_TYPE,
            USERNAME,
            PASSWORD,
            USER_DOMAIN_ID,
            USER_DOMAIN_NAME,
            PROJECT_NAME,
            PROJECT_DOMAIN_ID,
            PROJECT_DOMAIN_NAME,
            SYSTEM_SCOPE,
            CAFILE,
            INSECURE,
            HTTP_CONNECT_TIMEOUT,
            HTTP_REQUEST_TIMEOUT,
            HTTP_REQUEST_MAX_RETRIES,
            TOKEN_CACHE_TIME,
            SERVICE_TOKEN_ROLES,
            SERVICE_TOKEN_ROLES_REQUIRED);

    private KeystoneOptions() {}
}
