package dev.fettle.driver.spi.net;

import dev.fettle.config.Configuration;
import dev.fettle.config.FettleOptions;
import dev.fettle.driver.spi.InfoDocument;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every URL that comes from node data or an agent passes here before anybody connects to it ({@code peers.md} S14, S40). Refuses other
 * schemes, credentials within a URL, numbers that pose as host names, and addresses in {@code [fettle] egress_refused_networks}: after
 * look-up, and for each address a name has. The JVM keeps a look-up for 30 s, so the connection that follows goes to an address that was checked.
 */
public final class EgressGuard {
    /** What the C library would read as an address although it is not written as one: 0x7f.1, 017700000001, 127.1. */
    private static final Pattern NUMERIC =
            Pattern.compile("(?:0[xX][0-9a-fA-F]*|[0-9]+)(?:\\.(?:0[xX][0-9a-fA-F]*|[0-9]+))*\\.?");

    private static final Pattern DOTTED_QUAD = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})");

    private final List<Network> refused;

    private EgressGuard(List<Network> refused) {
        this.refused = refused;
    }

    public static EgressGuard of(Configuration config) {
        return new EgressGuard(config.get(FettleOptions.EGRESS_REFUSED_NETWORKS).stream()
                .map(Network::of)
                .toList());
    }

    /**
     * Checks what can be checked without network.
     *
     * @param what the source of the URL, for messages, such as {@code driver_info/redfish_address}
     * @throws FaultException {@code INVALID_PARAMETER_VALUE} that never repeats the URL
     */
    public URI parse(String what, String url, Set<String> schemes) {
        if (url.length() > 4096 || InfoDocument.hasControls(url)) {
            throw refuse(what, "is too long or contains control characters");
        }
        var uri = syntax(what, url);
        var scheme = uri.getScheme();
        if (scheme == null || !schemes.contains(scheme.toLowerCase(Locale.ROOT))) {
            throw refuse(
                    what,
                    "must be a URL that starts with one of "
                            + String.join("://, ", schemes.stream().sorted().toList()) + "://");
        }
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            throw refuse(what, "must not hold a user name or password within the URL");
        }
        checkHost(what, uri);
        return uri;
    }

    /** {@link #parse}, then looks the host up and checks every address that it has. Blocks for a look-up. */
    public URI check(String what, String url, Set<String> schemes) {
        var uri = parse(what, url, schemes);
        checkAddresses(what, uri);
        return uri;
    }

    /** Looks the host up and checks every address that it has. Blocks for a look-up. */
    public void checkAddresses(String what, URI uri) {
        try {
            for (var address : InetAddress.getAllByName(host(uri))) {
                checkAddress(what, address);
            }
        } catch (UnknownHostException e) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    what + " names the host " + host(uri)
                            + ", which cannot be resolved; check the name and the DNS of the conductor.",
                    e);
        }
    }

    private static URI syntax(String what, String url) {
        try {
            var uri = new URI(url);
            if (uri.isOpaque() || uri.getHost() == null || uri.getPort() > 65535) {
                throw refuse(what, "is not a URL with a host, such as https://bmc.example.com");
            }
            return uri;
        } catch (URISyntaxException _) { // its text holds the URL
            throw refuse(what, "is not a valid URL");
        }
    }

    private void checkHost(String what, URI uri) {
        var host = host(uri);
        if (host.indexOf(':') >= 0 || DOTTED_QUAD.matcher(host).matches()) {
            try {
                checkAddress(what, InetAddress.getByName(host)); // a literal: nothing is looked up
            } catch (UnknownHostException _) {
                throw refuse(what, "has a malformed address as host");
            }
        } else if (NUMERIC.matcher(host).matches() || !NAME.matcher(host).matches()) {
            throw refuse(what, "must name its host by a name or a plain IP address");
        }
    }

    private void checkAddress(String what, InetAddress address) {
        var bytes = address.getAddress();
        if (isRefused(bytes) || (bytes.length == 16 && isRefused(embedded(bytes)))) {
            throw refuse(
                    what, "leads to an address that this service must not talk to ([fettle] egress_refused_networks)");
        }
    }

    private boolean isRefused(byte[] address) {
        return refused.stream().anyMatch(network -> network.contains(address));
    }

    /** The IPv4 address within a mapped, NAT64 or 6to4 address; else the address itself. */
    private static byte[] embedded(byte[] address) {
        var zeros = Arrays.equals(address, 0, 10, new byte[10], 0, 10);
        var mapped = zeros && (address[10] & 0xff) == 0xff && (address[11] & 0xff) == 0xff;
        var nat64 = address[0] == 0 && address[1] == 0x64 && (address[2] & 0xff) == 0xff && (address[3] & 0xff) == 0x9b;
        if (mapped || nat64) {
            return Arrays.copyOfRange(address, 12, 16);
        }
        return address[0] == 0x20 && address[1] == 0x02 ? Arrays.copyOfRange(address, 2, 6) : address;
    }

    private static String host(URI uri) {
        var host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static FaultException refuse(String what, String problem) {
        return new FaultException(FaultCode.INVALID_PARAMETER_VALUE, what + " " + problem + ".");
    }
}
