package dev.fettle.driver.spi.net;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of addresses, such as {@code 169.254.0.0/16}.
 *
 * @param bits 32 or 128
 */
public record Network(BigInteger base, int bits, int prefix) {

    /** @throws IllegalArgumentException when the text is not address/prefix */
    public static Network of(String text) {
        var slash = text.indexOf('/');
        var host = slash < 0 ? text : text.substring(0, slash);
        if (!host.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) { // so that nothing is ever looked up here
            throw new IllegalArgumentException("'" + text + "' is not a network such as 10.0.0.0/8");
        }
        try {
            var base = InetAddress.getByName(host).getAddress();
            var prefix = slash < 0 ? base.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (prefix >= 0 && prefix <= base.length * 8) {
                return new Network(new BigInteger(1, base), base.length * 8, prefix);
            }
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a network such as 10.0.0.0/8", e);
        }
        throw new IllegalArgumentException("'" + text + "' has an impossible prefix length");
    }

    public boolean contains(byte[] address) {
        var shift = bits - prefix;
        return address.length * 8 == bits
                && new BigInteger(1, address).shiftRight(shift).equals(base.shiftRight(shift));
    }
}
