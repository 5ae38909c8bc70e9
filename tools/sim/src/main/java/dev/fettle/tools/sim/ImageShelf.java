package dev.fettle.tools.sim;

import dev.fettle.tools.sim.web.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** The image that the fleet serves: the same bytes in every run, made while they are sent. */
final class ImageShelf {
    private static final int CHUNK = 64 * 1024;
    private static final long SEED = 0x46_45_54_54_4c_45L;

    private final long bytes;
    private final String sha256;

    ImageShelf(long bytes) {
        this.bytes = bytes;
        this.sha256 = hash();
    }

    String sha256() {
        return sha256;
    }

    Reply image() {
        return new Reply(200, java.util.Map.of("Content-Type", "application/octet-stream"), bytes, this::writeTo);
    }

    private void writeTo(OutputStream out) throws IOException {
        var random = new SplittableRandom(SEED);
        byte[] chunk = new byte[CHUNK];
        for (long left = bytes; left > 0; left -= CHUNK) {
            random.nextBytes(chunk);
            out.write(chunk, 0, (int) Math.min(left, CHUNK));
        }
    }

    private String hash() {
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            writeTo(out);
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("hashing in memory", e);
        }
    }
}
