package dev.fettle.config;

import java.util.List;

/** Pages of other origins that may use the REST API in a browser. */
public final class CorsOptions {
    private static final String GROUP = "cors";

    public static final Option<List<String>> ALLOWED_ORIGIN = Option.repeatable(
            GROUP,
            "allowed_origin",
            "",
            "Origins such as https://horizon.example.com, without a slash at the end; * for all. Unset: none.");

    public static final Option<Boolean> ALLOW_CREDENTIALS =
            Option.flag(GROUP, "allow_credentials", true, "Let pages send cookies and logins of the browser.");

    public static final Option<List<String>> EXPOSE_HEADERS = Option.list(
            GROUP,
            "expose_headers",
            "X-OpenStack-Ironic-API-Maximum-Version,X-OpenStack-Ironic-API-Minimum-Version,"
                    + "X-OpenStack-Ironic-API-Version",
            "Headers of answers that pages may read.");

    public static final Option<Integer> MAX_AGE = Option.integer(
            GROUP,
            "max_age",
            3600,
            0,
            86400,
            "Seconds for which a browser may remember what it is allowed; 0 tells it nothing.");

    public static final Option<List<String>> ALLOW_METHODS =
            Option.list(GROUP, "allow_methods", "GET,PUT,POST,DELETE,PATCH", "Methods that pages may use.");

    public static final Option<List<String>> ALLOW_HEADERS = Option.list(
            GROUP,
            "allow_headers",
            "",
            "Headers that pages may send, beside the usual ones, X-Auth-Token and those of API versions.");

    static final List<Option<?>> ALL =
            List.of(ALLOWED_ORIGIN, ALLOW_CREDENTIALS, EXPOSE_HEADERS, MAX_AGE, ALLOW_METHODS, ALLOW_HEADERS);

    private CorsOptions() {}
}
