package dev.fettle.model.patch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.model.FaultException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkDataTest {
    private static final String MAC = "52:54:00:AB:cd:ef";
    private static final Map<String, Object> PHYSICAL =
            Map.of("id", "eth0", "type", "phy", "ethernet_mac_address", MAC);
    private static final Map<String, Object> ROUTE =
            Map.of("network", "0.0.0.0", "netmask", "0.0.0.0", "gateway", "192.0.2.1");
    private static final Map<String, Object> NETWORK = Map.of("id", "n0", "link", "eth0", "network_id", "x");

    @Test
    void whatNovaWrites_isTaken() {
        accepted(Map.of());
        accepted(data(List.of(), List.of(), List.of()));
        var bond = with(PHYSICAL, "type", "bond", "bond_mode", "802.1ad", "bond_links", List.of("eth0"), "mtu", 9000);
        var vlan = Map.of("id", "v", "type", "vlan", "vlan_mac_address", MAC, "vlan_link", "eth0", "vlan_id", 7);
        var four = with(
                NETWORK,
                "type",
                "ipv4",
                "ip_address",
                "192.0.2.7",
                "netmask",
                "255.255.255.192",
                "routes",
                List.of(ROUTE),
                "unknown",
                1);
        var six = with(
                NETWORK,
                "type",
                "ipv6",
                "ip_address",
                "2001:db8::7/64",
                "netmask",
                "ffff:ffff::",
                "routes",
                List.of(Map.of("network", "::", "netmask", "::", "gateway", "2001:db8::1")));
        accepted(data(
                List.of(PHYSICAL, bond, vlan),
                List.of(four, six, with(NETWORK, "type", "ipv6_slaac")),
                List.of(
                        Map.of("type", "dns", "address", "192.0.2.53"),
                        Map.of("type", "dns", "address", "2001:db8::53"))));
    }

    static Stream<Arguments> wrong() {
        var links = List.<Object>of();
        return Stream.of(
                Arguments.of(Map.of("links", links, "networks", links), "'services'"),
                Arguments.of(Map.of("links", Map.of(), "networks", links, "services", links), "'links'"),
                Arguments.of(link("eth0"), "not of type 'object'"),
                Arguments.of(link(with(PHYSICAL, "type", "loop")), "'type'"),
                Arguments.of(link(with(PHYSICAL, "ethernet_mac_address", "x")), "'ethernet_mac_address'"),
                Arguments.of(link(with(PHYSICAL, "id", 7)), "'id'"),
                Arguments.of(link(with(PHYSICAL, "mtu", 0)), "'mtu'"),
                Arguments.of(
                        link(with(PHYSICAL, "type", "bond", "bond_mode", "fast", "bond_links", links)), "'bond_mode'"),
                Arguments.of(
                        link(with(PHYSICAL, "type", "bond", "bond_mode", "802.1ad", "bond_links", List.of(1))),
                        "'bond_links'"),
                Arguments.of(
                        link(Map.of("id", "v", "type", "vlan", "vlan_link", "e", "vlan_id", 1)), "'vlan_mac_address'"),
                Arguments.of(
                        link(Map.of(
                                "id", "v", "type", "vlan", "vlan_link", "e", "vlan_id", "1", "vlan_mac_address", MAC)),
                        "'vlan_id'"),
                Arguments.of(network("type", "ipv5"), "'type'"),
                Arguments.of(network("type", "ipv4", "ip_address", "192.0.2.777"), "'ip_address'"),
                Arguments.of(network("type", "ipv4", "ip_address", "2001:db8::7"), "'ip_address'"),
                Arguments.of(network("type", "ipv4", "netmask", "255.0.255.0"), "'netmask'"),
                Arguments.of(network("type", "ipv4", "routes", List.of(Map.of("gateway", "192.0.2.1"))), "'routes'"),
                Arguments.of(network("type", "ipv6", "ip_address", "2001:db8:::7"), "'ip_address'"),
                Arguments.of(
                        data(links, links, List.of(Map.of("type", "ntp", "address", "192.0.2.1"))),
                        "'services' whose 'type'"),
                Arguments.of(data(links, links, List.of(Map.of("type", "dns"))), "'address'"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatNobodyCouldUse_isRefused(Map<String, Object> data, String names) {
        assertThatThrownBy(() -> NodeDocument.read(Map.of("network_data", data)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("Schema error for node: 'network_data' ")
                .hasMessageContaining(names);
    }

    private static void accepted(Map<String, Object> data) {
        assertThatCode(() -> NodeDocument.read(Map.of("network_data", data))).doesNotThrowAnyException();
    }

    private static Map<String, Object> link(Object link) {
        return data(List.of(link), List.of(), List.of());
    }

    private static Map<String, Object> network(Object... keys) {
        return data(List.of(), List.of(with(NETWORK, keys)), List.of());
    }

    private static Map<String, Object> data(List<?> links, List<?> networks, List<?> services) {
        return Map.of("links", links, "networks", networks, "services", services);
    }

    private static Map<String, Object> with(Map<String, Object> item, Object... keys) {
        var all = new LinkedHashMap<>(item);
        for (var i = 0; i < keys.length; i += 2) {
            all.put((String) keys[i], keys[i + 1]);
        }
        return all;
    }
}
