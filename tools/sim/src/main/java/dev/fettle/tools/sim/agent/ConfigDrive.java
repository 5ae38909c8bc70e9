package dev.fettle.tools.sim.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A config drive as received: base64 of a compressed file system, or a URL of that. */
record ConfigDrive(
        @Nullable String sha256, int bytes, @Nullable String label) {
    private static final int MAX_BYTES = 64 * 1024 * 1024;
    /** The volume descriptor of ISO 9660 lies in the seventeenth sector. */
    private static final int DESCRIPTOR = 16 * 2048;

    private static final int LABEL = DESCRIPTOR + 40;
    private static final int LABEL_LENGTH = 32;

    /** Fetches text from a URL. */
    @FunctionalInterface
    interface Fetch {
        String from(String url) throws CommandFailed, InterruptedException;
    }

    static ConfigDrive of(JsonNode value, Fetch fetch) throws CommandFailed, InterruptedException {
        if (!value.isTextual()) {
            return new ConfigDrive(null, 0, null);
        }
        String text = value.asText();
        String encoded = text.startsWith("http://") || text.startsWith("https://") ? fetch.from(text) : text;
        byte[] content = decode(encoded);
        byte[] hash = ImageWriter.digest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return new ConfigDrive(HexFormat.of().formatHex(hash), content.length, label(content));
    }

    private static byte[] decode(String encoded) throws CommandFailed {
        try (var in = new GZIPInputStream(
                new ByteArrayInputStream(Base64.getMimeDecoder().decode(encoded)))) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw CommandFailed.invalid("The config drive is larger than " + MAX_BYTES + " bytes.");
            }
            return content;
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailed.invalid("The config drive is not base64 of a gzip file: " + e);
        }
    }

    private static @Nullable String label(byte[] content) {
        boolean iso = content.length > LABEL + LABEL_LENGTH
                && new String(content, DESCRIPTOR + 1, 5, StandardCharsets.US_ASCII).equals("CD001");
        return iso ? new String(content, LABEL, LABEL_LENGTH, StandardCharsets.US_ASCII).trim() : null;
    }
}
