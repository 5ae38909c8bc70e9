package dev.fettle.tools.sim.agent;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code name=value} words of a kernel command line. */
record KernelParameters(Map<String, String> values) {
    static final String API_URL = "ipa-api-url";
    private static final String MARK = API_URL + "=";
    private static final int MAX_LINE = 16 * 1024;

    /** The API addresses in the order to try; empty when there is none. */
    List<String> apiUrls() {
        String urls = values.getOrDefault(API_URL, "");
        return Arrays.stream(urls.split(","))
                .map(url -> url.strip().replaceAll("/+$", ""))
                .filter(url -> !url.isEmpty())
                .toList();
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    /** These, and where they say nothing, those. */
    KernelParameters orElse(Map<String, String> defaults) {
        var merged = new HashMap<>(defaults);
        merged.putAll(values);
        return new KernelParameters(merged);
    }

    static KernelParameters parse(String line) {
        var values = new HashMap<String, String>();
        for (String word : line.strip().split("\\s+")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1).replaceAll("^\"|\"$", ""));
            }
        }
        return new KernelParameters(values);
    }

    /**
     * Finds the first line with an API address in an ISO image. The boot loader's configuration lies uncompressed and in
     * one piece in ISO 9660 as in FAT, so there is no need to read the file system.
     *
     * @return no values when there is no such line
     */
    static KernelParameters inIso(InputStream iso, long limit) throws IOException {
        var in = new BufferedInputStream(iso, 64 * 1024);
        var line = new ByteArrayOutputStream(1024);
        long read = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (++read > limit) {
                throw new IOException("the medium is larger than " + limit + " bytes");
            }
            boolean text = next >= ' ' && next < 127 || next == '\t';
            if (text && line.size() < MAX_LINE) {
                line.write(next);
                continue;
            }
            if (line.size() > MARK.length()) {
                String found = line.toString(StandardCharsets.US_ASCII);
                if (found.contains(MARK)) {
                    return parse(found);
                }
            }
            line.reset();
        }
        String rest = line.toString(StandardCharsets.US_ASCII);
        return rest.contains(MARK) ? parse(rest) : new KernelParameters(Map.of());
    }
}
