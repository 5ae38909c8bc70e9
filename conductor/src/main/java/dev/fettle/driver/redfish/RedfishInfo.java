package dev.fettle.driver.redfish;

import dev.fettle.config.RedfishOptions;
import dev.fettle.driver.spi.InfoDocument;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.net.EgressGuard;
import dev.fettle.driver.spi.net.TlsTrust;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code driver_info} says of a Redfish BMC, checked. Keys and meanings: {@code contract/drivers.md} section 5.
 *
 * @param address scheme and authority only
 * @param root path of the service root, with a slash at its end
 * @param systemId path of the system; empty: the only one there is
 */
record RedfishInfo(
        URI address,
        String root,
        Optional<String> systemId,
        Optional<String> username,
        Optional<String> password,
        TlsTrust tls,
        AuthType authType) {
    private static final String FIELD = "driver_info";
    private static final Set<String> SCHEMES = Set.of("http", "https");

    static final Map<String, String> PROPERTIES = Map.of(
            "redfish_address",
                    "URL of the BMC, https:// when it has no scheme; a path in it is that of the service root. Required.",
            "redfish_system_id", "Path of the system, such as /redfish/v1/Systems/1; needed when the BMC has several.",
            "redfish_username", "User name.",
            "redfish_password", "Password.",
            "redfish_verify_ca", "true, false, or the path of a CA file. Default: true.",
            "redfish_auth_type", "basic, session or auto. Default: [redfish] auth_type.",
            "redfish_tls_minimum_version", "1.1, 1.2 or 1.3.",
            "redfish_tls_ciphers", "Allowed ciphers by their IANA names, with commas or colons between them.");

    /** How to say who we are. */
    enum AuthType {
        BASIC,
        SESSION,
        AUTO
    }

    /** @throws dev.fettle.model.FaultException 400 that names the key; touches no network */
    static RedfishInfo of(NodeTask task) {
        var info = new InfoDocument(FIELD, task.node().driverInfo());
        var address = address(info, EgressGuard.of(task.config()));
        var username = info.text("redfish_username");
        var password = info.text("redfish_password");
        if (username.isEmpty() && password.isPresent()) {
            throw info.missing("redfish_username", "set it too, since redfish_password is set");
        }
        var auth = authType(info, task);
        if (auth == AuthType.BASIC && username.orElse("").contains(":")) {
            throw info.invalid("redfish_username", "must not contain a colon with redfish_auth_type basic");
        }
        return new RedfishInfo(
                URI.create(address.getScheme() + "://" + address.getRawAuthority()),
                root(address),
                systemId(info),
                username,
                password,
                tls(info),
                auth);
    }

    /** Same BMC, same text: what the limits per BMC are keyed by. */
    String bmc() {
        return address.getRawAuthority().toLowerCase(java.util.Locale.ROOT);
    }

    private static URI address(InfoDocument info, EgressGuard guard) {
        var given = info.required("redfish_address", "set it to the URL of the BMC, such as https://192.0.2.10")
                .strip();
        var uri = guard.parse(FIELD + "/redfish_address", given.contains("://") ? given : "https://" + given, SCHEMES);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw info.invalid("redfish_address", "must not have a query or a fragment");
        }
        return uri;
    }

    private static String root(URI address) {
        var path = address.getRawPath();
        if (path == null || path.isEmpty() || path.equals("/")) {
            return "/redfish/v1/";
        }
        return path.endsWith("/") ? path : path + "/";
    }

    private static Optional<String> systemId(InfoDocument info) {
        var id = info.text("redfish_system_id");
        if (id.isPresent() && !RedfishPath.isSafe(id.get())) {
            throw info.invalid("redfish_system_id", "must be the path of a system, such as /redfish/v1/Systems/1");
        }
        return id;
    }

    private static AuthType authType(InfoDocument info, NodeTask task) {
        var words = List.of("basic", "session", "auto");
        var word = info.choice("redfish_auth_type", words)
                .orElseGet(() -> words.contains(task.config().get(RedfishOptions.AUTH_TYPE))
                        ? task.config().get(RedfishOptions.AUTH_TYPE)
                        : "auto");
        return AuthType.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }

    private static TlsTrust tls(InfoDocument info) {
        var verify = info.raw("redfish_verify_ca") instanceof Boolean flag
                ? flag.toString()
                : info.text("redfish_verify_ca").orElse("true");
        var trust = TlsTrust.of(verify);
        if (trust.caFile().isPresent() && !trust.caFile().get().startsWith("/")) {
            throw info.invalid("redfish_verify_ca", "must be true, false or the absolute path of a CA file");
        }
        var ciphers = info.text("redfish_tls_ciphers").map(RedfishInfo::ciphers).orElse(List.of());
        if (!ciphers.stream().allMatch(cipher -> cipher.matches("TLS_[A-Z0-9_]+"))) {
            throw info.invalid("redfish_tls_ciphers", "must list IANA names such as TLS_AES_256_GCM_SHA384");
        }
        return new TlsTrust(
                trust.verify(),
                trust.caFile(),
                info.choice("redfish_tls_minimum_version", List.of("1.1", "1.2", "1.3")),
                ciphers);
    }

    private static List<String> ciphers(String text) {
        return Arrays.stream(text.split("[:,\\s]+"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Without user name and password. */
    @Override
    public String toString() {
        return "Redfish BMC at " + bmc();
    }
}
