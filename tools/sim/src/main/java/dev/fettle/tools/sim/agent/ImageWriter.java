package dev.fettle.tools.sim.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.tools.sim.machine.DiskImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Downloads an image as the write_image step does, and checks its hash; the bytes themselves are dropped. */
final class ImageWriter {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Map<Integer, String> BY_LENGTH = Map.of(32, "MD5", 64, "SHA-256", 128, "SHA-512");
    private static final Map<String, String> BY_NAME =
            Map.of("md5", "MD5", "sha256", "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512");

    private final HttpClient http;
    private final long maxBytes;

    ImageWriter(HttpClient http, long maxBytes) {
        this.http = http;
        this.maxBytes = maxBytes;
    }

    private record Check(String algorithm, String expected) {}

    /**
     * @param damaged pretend that the transfer went wrong
     * @throws CommandFailed incomplete image_info, failed download, or wrong hash
     */
    DiskImage write(JsonNode info, JsonNode configDrive, boolean damaged) throws CommandFailed, InterruptedException {
        if (!info.path("id").isTextual()
                || !info.path("urls").isArray()
                || info.path("urls").isEmpty()) {
            throw CommandFailed.invalid("image_info needs an id and a list of urls.");
        }
        var check = check(info);
        var drive = ConfigDrive.of(configDrive, this::fetchText);
        String trouble = "";
        for (var url : info.path("urls")) {
            try {
                return download(url.asText(), info, check, drive, damaged);
            } catch (IOException | IllegalArgumentException e) {
                trouble = url.asText() + ": " + e;
            }
        }
        throw new CommandFailed("ImageDownloadError", 500, "Error downloading image", trouble);
    }

    private Check check(JsonNode info) throws CommandFailed, InterruptedException {
        String value = info.path("os_hash_value").asText("");
        String algorithm = BY_NAME.get(info.path("os_hash_algo").asText("").toLowerCase(Locale.ROOT));
        if (!value.isEmpty() && algorithm != null) {
            return new Check(algorithm, value);
        }
        String checksum = info.path("checksum").asText("");
        if (checksum.contains("://")) {
            checksum = fetchText(checksum).strip().split("\\s+", 2)[0];
        }
        algorithm = BY_LENGTH.get(checksum.length());
        if (algorithm == null) {
            throw CommandFailed.invalid("image_info needs a checksum, or os_hash_algo and os_hash_value.");
        }
        return new Check(algorithm, checksum);
    }

    private DiskImage download(String url, JsonNode info, Check check, ConfigDrive drive, boolean damaged)
            throws CommandFailed, IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT);
        String authorization = authorization(info);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        var response = http.send(request.build(), BodyHandlers.ofInputStream());
        var checked = digest(check.algorithm());
        var sha256 = digest("SHA-256");
        long bytes = 0;
        try (var in = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("HTTP status " + response.statusCode());
            }
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > maxBytes) {
                    throw new IOException("larger than the disk allows: " + maxBytes + " bytes");
                }
                checked.update(buffer, 0, read);
                sha256.update(buffer, 0, read);
            }
        }
        if (damaged) {
            checked.update((byte) 0);
            sha256.update((byte) 0);
        }
        String actual = HexFormat.of().formatHex(checked.digest());
        if (!actual.equalsIgnoreCase(check.expected())) {
            throw new CommandFailed(
                    "ImageChecksumError",
                    500,
                    "Error verifying image checksum",
                    "%s of %s is %s, expected %s.".formatted(check.algorithm(), url, actual, check.expected()));
        }
        return new DiskImage(
                info.path("id").asText(),
                HexFormat.of().formatHex(sha256.digest()),
                bytes,
                drive.sha256(),
                drive.bytes(),
                drive.label());
    }

    private static @Nullable String authorization(JsonNode info) {
        if (info.path("image_request_authorization").isTextual()) {
            byte[] header = Base64.getDecoder()
                    .decode(info.path("image_request_authorization").asText());
            return new String(header, StandardCharsets.UTF_8);
        }
        if (info.path("image_server_auth_strategy").asText().equals("http_basic")) {
            String login = info.path("image_server_user").asText() + ":"
                    + info.path("image_server_password").asText();
            return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        }
        return null;
    }

    private String fetchText(String url) throws CommandFailed, InterruptedException {
        try {
            var response = http.send(
                    HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build(), BodyHandlers.ofInputStream());
            try (var in = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("HTTP status " + response.statusCode());
                }
                return new String(in.readNBytes(64 * 1024 * 1024), StandardCharsets.UTF_8);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailed("ImageDownloadError", 500, "Error downloading image", url + ": " + e);
        }
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
