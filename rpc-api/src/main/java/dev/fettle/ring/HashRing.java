package dev.fettle.ring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Consistent hashing of keys to hosts, bit for bit as the reference does it ({@code contract/conductor.md} section 2), so that services of
 * both kinds send a node's requests to the same conductor. It only routes; the node's lock protects. Immutable.
 */
public final class HashRing {
    private final String algorithm;
    /** Sorted; unsigned big-endian digests. */
    private final byte[][] points;

    private final String[] hosts;

    /** Whether there is but one host, so that no key needs hashing. */
    private final boolean alone;

    private HashRing(String algorithm, SortedMap<byte[], String> ring) {
        this.algorithm = algorithm;
        this.points = ring.keySet().toArray(byte[][]::new);
        this.hosts = ring.values().toArray(String[]::new);
        this.alone = Arrays.stream(hosts).distinct().count() == 1;
    }

    /**
     * @param hosts not empty
     * @param exponent 2^exponent points for each host
     * @param algorithm as in {@code [DEFAULT]hash_ring_algorithm}: md5, sha1, sha224, sha256, sha384 or sha512
     */
    public static HashRing of(Collection<String> hosts, int exponent, String algorithm) {
        if (hosts.isEmpty() || exponent < 0 || exponent > 16) {
            throw new IllegalArgumentException("a ring needs a host and an exponent from 0 to 16, not " + exponent);
        }
        var name = javaName(algorithm);
        var ring = new TreeMap<byte[], String>(Arrays::compareUnsigned);
        for (var host : hosts.stream().sorted().toList()) {
            addPoints(ring, host, 1 << exponent, digest(name));
        }
        return new HashRing(name, ring);
    }

    /** The host that a key, such as the text of a node's UUID, belongs to. */
    public String hostOf(String key) {
        if (alone) {
            return hosts[0];
        }
        var found = Arrays.binarySearch(points, digest(algorithm).digest(key.getBytes(UTF_8)), Arrays::compareUnsigned);
        var next = found >= 0 ? found + 1 : -found - 1;
        return hosts[next == points.length ? 0 : next];
    }

    /** All hosts, sorted. */
    public List<String> hosts() {
        return Arrays.stream(hosts).distinct().sorted().toList();
    }

    private static void addPoints(SortedMap<byte[], String> ring, String host, int count, MessageDigest digest) {
        // each point hashes the host's name once more than the one before; the first hashes it twice
        var name = host.getBytes(UTF_8);
        digest.update(name);
        for (var i = 0; i < count; i++) {
            digest.update(name);
            ring.put(copy(digest).digest(), host);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the digest " + digest.getAlgorithm() + " cannot be copied", e);
        }
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("this Java has no digest " + name, e);
        }
    }

    private static String javaName(String algorithm) {
        return switch (algorithm.toLowerCase(Locale.ROOT)) {
            case "md5" -> "MD5";
            case "sha1" -> "SHA-1";
            case "sha224" -> "SHA-224";
            case "sha256" -> "SHA-256";
            case "sha384" -> "SHA-384";
            case "sha512" -> "SHA-512";
            default -> throw new IllegalArgumentException("hash_ring_algorithm takes md5 or sha256, not " + algorithm);
        };
    }
}
