package dev.fettle.model.patch;

import java.net.Inet6Address;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@code network_data} of a node: the links, networks and services that an instance is told of, in the form that Nova has for them
 * ({@code contract/resources.md} section 4). Keys that the form does not know are left alone. {@code {}} is no network data.
 */
final class NetworkData {
    private static final Pattern MAC = Pattern.compile("(?i)([0-9a-f]{2}[:-]){5}[0-9a-f]{2}");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])");
    private static final String NULLABLE = "mtu";
    private static final int HIGHEST_MTU = 65535;

    private static final Set<String> PLAIN_LINKS =
            Set.of("bridge", "dvs", "hw_veb", "hyperv", "ovs", "tap", "vhostuser", "vif", "phy");
    private static final Set<String> BOND_MODES =
            Set.of("802.1ad", "balance-rr", "active-backup", "balance-xor", "broadcast", "balance-tlb", "balance-alb");

    private static final Predicate<Object> TEXT = String.class::isInstance;
    private static final Predicate<Object> ADDRESS_OF_LINK = matching(MAC);
    private static final Predicate<Object> ADDRESS_4 = matching(IPV4);

    /**
     * One form that an item can have.
     *
     * @param types words that choose this form
     * @param required keys that it must have, beside its type
     * @param optional keys that are looked at when they are there
     */
    private record Form(
            Set<String> types, Map<String, Predicate<Object>> required, Map<String, Predicate<Object>> optional) {}

    private static final Map<String, Predicate<Object>> OF_LINKS = Map.of(NULLABLE, NetworkData::isMtu, "vif_id", TEXT);
    private static final List<Form> LINKS = List.of(
            new Form(PLAIN_LINKS, Map.of("id", TEXT, "ethernet_mac_address", ADDRESS_OF_LINK), OF_LINKS),
            new Form(
                    Set.of("bond"),
                    Map.of(
                            "id",
                            TEXT,
                            "ethernet_mac_address",
                            ADDRESS_OF_LINK,
                            "bond_mode",
                            BOND_MODES::contains,
                            "bond_links",
                            NetworkData::isTexts),
                    OF_LINKS),
            new Form(
                    Set.of("vlan"),
                    Map.of(
                            "id", TEXT,
                            "vlan_mac_address", ADDRESS_OF_LINK,
                            "vlan_link", TEXT,
                            "vlan_id", NetworkData::isInteger),
                    OF_LINKS));
    private static final Map<String, Predicate<Object>> OF_NETWORKS =
            Map.of("id", TEXT, "link", TEXT, "network_id", TEXT);
    private static final List<Form> NETWORKS = List.of(
            new Form(
                    Set.of("ipv4", "ipv4_dhcp"),
                    OF_NETWORKS,
                    Map.of(
                            "ip_address",
                            ADDRESS_4,
                            "netmask",
                            NetworkData::isMask4,
                            "routes",
                            routes(ADDRESS_4, NetworkData::isMask4))),
            new Form(
                    Set.of("ipv6", "ipv6_dhcp", "ipv6_slaac"),
                    OF_NETWORKS,
                    Map.of(
                            "ip_address",
                            NetworkData::isHost6,
                            "netmask",
                            NetworkData::isAddress6,
                            "routes",
                            routes(NetworkData::isAddress6, NetworkData::isAddress6))));
    private static final List<Form> SERVICES =
            List.of(new Form(Set.of("dns"), Map.of("address", ADDRESS_4.or(NetworkData::isHost6)), Map.of()));

    private NetworkData() {}

    /** @throws ValueRule.Refused that names what is wrong */
    static void check(Map<String, Object> data) {
        if (data.isEmpty()) {
            return;
        }
        checkItems(data, "links", LINKS);
        checkItems(data, "networks", NETWORKS);
        checkItems(data, "services", SERVICES);
    }

    private static void checkItems(Map<String, Object> data, String name, List<Form> forms) {
        if (!(data.get(name) instanceof List<?> items)) {
            throw new ValueRule.Refused("needs an array '" + name + "'");
        }
        for (var item : items) {
            checkItem(item, name, forms);
        }
    }

    private static void checkItem(@Nullable Object item, String name, List<Form> forms) {
        if (!(item instanceof Map<?, ?> keys)) {
            throw new ValueRule.Refused("has an item of '" + name + "' that is not of type 'object'");
        }
        var form = forms.stream()
                .filter(one ->
                        keys.get("type") instanceof String type && one.types().contains(type))
                .findFirst()
                .orElseThrow(() -> new ValueRule.Refused("has an item of '" + name + "' whose 'type' is not one of "
                        + forms.stream()
                                .flatMap(one -> one.types().stream())
                                .sorted()
                                .toList()));
        form.required().forEach((key, check) -> {
            var value = keys.get(key);
            if (value == null || !check.test(value)) {
                throw new ValueRule.Refused("has an item of '" + name + "' without a valid '" + key + "'");
            }
        });
        form.optional().forEach((key, check) -> {
            var value = keys.get(key);
            var fits = value == null ? !keys.containsKey(key) || key.equals(NULLABLE) : check.test(value);
            if (!fits) {
                throw new ValueRule.Refused("has an item of '" + name + "' whose '" + key + "' is not valid");
            }
        });
    }

    private static Predicate<Object> routes(Predicate<Object> address, Predicate<Object> mask) {
        return value -> value instanceof List<?> routes
                && routes.stream()
                        .allMatch(item -> item instanceof Map<?, ?> route
                                && fits(route.get("network"), address)
                                && fits(route.get("gateway"), address)
                                && fits(route.get("netmask"), mask));
    }

    private static boolean fits(@Nullable Object value, Predicate<Object> check) {
        return value != null && check.test(value);
    }

    private static Predicate<Object> matching(Pattern pattern) {
        return value -> value instanceof String text && pattern.matcher(text).matches();
    }

    private static boolean isTexts(Object value) {
        return value instanceof List<?> items && items.stream().allMatch(String.class::isInstance);
    }

    private static boolean isInteger(Object value) {
        return value instanceof Integer || value instanceof Long;
    }

    private static boolean isMtu(Object value) {
        return value instanceof Number number && number.doubleValue() >= 1 && number.doubleValue() <= HIGHEST_MTU;
    }

    private static boolean isAddress6(Object value) {
        return value instanceof String text && isIpv6(text);
    }

    /** With or without the length of its network. */
    private static boolean isHost6(Object value) {
        return value instanceof String text && isIpv6(text.replaceFirst("/[0-9]{1,2}$", ""));
    }

    /** Ones, then zeros. */
    private static boolean isMask4(Object value) {
        if (!(value instanceof String text) || !IPV4.matcher(text).matches()) {
            return false;
        }
        var bits = 0;
        for (var part : text.split("\\.")) {
            bits = bits << 8 | Integer.parseInt(part);
        }
        return (~bits & ~bits + 1) == 0;
    }

    private static boolean isIpv6(String text) {
        try {
            Inet6Address.ofLiteral(text);
            return text.indexOf('[') < 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
