package dev.fettle.driver.agent;

import dev.fettle.driver.spi.InfoDocument;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.net.EgressGuard;
import dev.fettle.driver.spi.net.WireJson;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The config drive of an instance: what the user gave, in the form that the agent takes ({@code contract/conductor.md} section 15). An object
 * becomes an ISO image; a URL or a ready image passes through after a check.
 */
final class ConfigDrive {
    private static final String FIELD = "instance_info";
    private static final String KEY = "configdrive";
    private static final Set<String> PARTS = Set.of("meta_data", "user_data", "network_data", "vendor_data");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final List<String> FOLDERS = List.of("openstack/2012-08-10/", "openstack/latest/");
    private static final int MAX_TEXT = 96 << 20;

    private final IsoImage iso;

    ConfigDrive(IsoImage iso) {
        this.iso = iso;
    }

    /** @throws FaultException 400 that names what is wrong; runs no program */
    static void validate(NodeTask task) {
        switch (task.node().instanceInfo().get(KEY)) {
            case null -> {}
            case Map<?, ?> parts -> files(task, parts);
            case String text -> checkText(task, text);
            default -> throw invalid("must be an object, a URL or a base64 text");
        }
    }

    /** A URL or base64 of a gzipped ISO image; empty when there is none. Blocks while the image is built. */
    Optional<String> value(NodeTask task) {
        validate(task);
        return switch (task.node().instanceInfo().get(KEY)) {
            case Map<?, ?> parts -> Optional.of(iso.build(files(task, parts)));
            case String text when !text.isBlank() -> Optional.of(text.strip());
            case null, default -> Optional.empty();
        };
    }

    /** Contents by path. The paths are fixed: nothing of the input can name a file. */
    private static Map<String, byte[]> files(NodeTask task, Map<?, ?> parts) {
        if (!PARTS.containsAll(parts.keySet())) {
            throw invalid(
                    "may hold only " + String.join(", ", PARTS.stream().sorted().toList()));
        }
        var contents = new LinkedHashMap<String, byte[]>();
        contents.put("meta_data.json", json(metaData(task, parts.get("meta_data"))));
        userData(parts.get("user_data")).ifPresent(data -> contents.put("user_data", data));
        object(parts.get("network_data"), "network_data")
                .ifPresent(data -> contents.put("network_data.json", json(data)));
        object(parts.get("vendor_data"), "vendor_data")
                .ifPresent(data -> contents.put("vendor_data2.json", json(data)));
        var files = new LinkedHashMap<String, byte[]>();
        FOLDERS.forEach(folder -> contents.forEach((name, data) -> files.put(folder + name, data)));
        return files;
    }

    private static Map<String, Object> metaData(NodeTask task, @Nullable Object given) {
        var data = new LinkedHashMap<String, Object>();
        data.put("uuid", task.node().uuid().toString());
        var name = task.node().get(dev.fettle.model.node.NodeFields.NAME);
        if (name != null) {
            data.put("name", name);
        }
        object(given, "meta_data")
                .ifPresent(map -> map.forEach((key, value) -> data.put(Objects.toString(key), value)));
        return data;
    }

    private static Optional<byte[]> userData(@Nullable Object given) {
        return switch (given) {
            case null -> Optional.empty();
            case String text -> Optional.of(text.getBytes(StandardCharsets.UTF_8));
            case Map<?, ?> map -> Optional.of(json(map));
            case List<?> list -> Optional.of(json(list));
            default -> throw invalid("has a user_data that is neither text, object nor list");
        };
    }

    private static Optional<Map<?, ?>> object(@Nullable Object given, String part) {
        return switch (given) {
            case null -> Optional.empty();
            case Map<?, ?> map -> Optional.of(map);
            default -> throw invalid("has a " + part + " that is no object");
        };
    }

    private static byte[] json(Object value) {
        return WireJson.text(value).getBytes(StandardCharsets.UTF_8);
    }

    private static void checkText(NodeTask task, String text) {
        var value = text.strip();
        if (value.isEmpty()) {
            return;
        }
        if (value.contains("://")) {
            EgressGuard.of(task.config()).parse(FIELD + "/" + KEY, value, SCHEMES);
            return;
        }
        if (value.length() > MAX_TEXT || !isGzip(value)) {
            throw invalid(
                    "must be base64 of a gzipped ISO image of at most 64 MiB, an http or https URL, or an object");
        }
    }

    private static boolean isGzip(String base64) {
        try {
            var data = Base64.getMimeDecoder().decode(base64);
            return data.length > 18
                    && (data[0] & 0xff) == 0x1f
                    && (data[1] & 0xff) == 0x8b
                    && !InfoDocument.hasControls(base64.replaceAll("[\r\n]", ""));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static FaultException invalid(String problem) {
        return new FaultException(FaultCode.INVALID_PARAMETER_VALUE, FIELD + "/" + KEY + " " + problem + ".");
    }
}
