package dev.fettle.driver.agent;

import dev.fettle.model.node.Node;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses of a node's BMC, by which an agent's report may be told from others: what {@code driver_info} names, resolved. */
final class BmcAddresses {
    static final String KEY = "lookup_bmc_addresses";

    private static final Logger LOG = LoggerFactory.getLogger(BmcAddresses.class);
    private static final List<String> NAMES = List.of("redfish_address", "ipmi_address");

    private BmcAddresses() {}

    /** Blocks for name service. What cannot be resolved is left out: the machine is found by its ports then. */
    static List<String> of(Node node) {
        var addresses = new TreeSet<String>();
        for (var name : NAMES) {
            if (node.driverInfo().get(name) instanceof String text) {
                host(text).ifPresent(host -> addresses.addAll(resolved(node, host)));
            }
        }
        return List.copyOf(addresses);
    }

    private static Optional<String> host(String text) {
        if (!text.contains("://")) {
            return Optional.of(text.strip()).filter(host -> !host.isEmpty());
        }
        try {
            return Optional.ofNullable(new URI(text.strip()).getHost());
        } catch (URISyntaxException _) {
            return Optional.empty(); // the driver refuses it in its own words
        }
    }

    private static List<String> resolved(Node node, String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .toList();
        } catch (UnknownHostException _) {
            LOG.warn("{}: the BMC address is unknown to the name service; a report is told by ports only", node);
            return List.of();
        }
    }
}
