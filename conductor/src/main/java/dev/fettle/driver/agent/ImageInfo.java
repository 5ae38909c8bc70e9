package dev.fettle.driver.agent;

import dev.fettle.config.AgentOptions;
import dev.fettle.driver.spi.InfoDocument;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.net.EgressGuard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The image to write, from {@code instance_info}, checked ({@code contract/drivers.md} section 6, {@code contract/agent.md} section 4). Images
 * come by http or https only and always with a checksum.
 */
final class ImageInfo {
    private static final String FIELD = "instance_info";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final List<String> ALGORITHMS = List.of("sha512", "sha384", "sha256", "sha224", "sha1", "md5");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32,128}");
    private static final Pattern WORD = Pattern.compile("[a-z0-9-]{1,32}");
    private static final long MIB_PER_GIB = 1024;

    private ImageInfo() {}

    /** @throws dev.fettle.model.FaultException 400 that names the key; touches no network */
    static void validate(NodeTask task) {
        var info = new InfoDocument(FIELD, task.node().instanceInfo());
        url(task, info);
        checksums(task, info);
        word(info, "image_disk_format");
        word(info, "image_container_format");
        if (!isWholeDisk(task)) {
            partitionSizes(info);
        }
        proxies(task);
    }

    /** {@code image_type} decides; without it, an image with neither kernel nor ramdisk is a whole disk. */
    static boolean isWholeDisk(NodeTask task) {
        var info = new InfoDocument(FIELD, task.node().instanceInfo());
        return info.choice("image_type", List.of("whole-disk", "partition"))
                .map("whole-disk"::equals)
                .orElseGet(() ->
                        info.text("kernel").isEmpty() && info.text("ramdisk").isEmpty());
    }

    /** Where the agent gets the image. */
    static String url(NodeTask task) {
        return url(task, new InfoDocument(FIELD, task.node().instanceInfo()));
    }

    /** The document that the agent's write_image takes. */
    static Map<String, Object> document(NodeTask task, Optional<String> configDrive) {
        var info = new InfoDocument(FIELD, task.node().instanceInfo());
        var url = url(task, info);
        var document = new LinkedHashMap<String, Object>();
        document.put("id", name(url));
        document.put("urls", List.of(url));
        word(info, "image_disk_format").ifPresent(format -> document.put("disk_format", format));
        word(info, "image_container_format").ifPresent(format -> document.put("container_format", format));
        document.put("stream_raw_images", task.config().get(AgentOptions.STREAM_RAW_IMAGES));
        document.put("node_uuid", task.node().uuid().toString());
        document.putAll(checksums(task, info));
        document.putAll(proxies(task));
        if (!isWholeDisk(task)) {
            document.putAll(partition(task, info));
            configDrive.ifPresent(drive -> document.put("configdrive", drive));
        }
        return document;
    }

    private static String url(NodeTask task, InfoDocument info) {
        var source = info.required("image_source", "set it to the http or https URL of the image");
        EgressGuard.of(task.config()).parse(FIELD + "/image_source", source, SCHEMES);
        return source;
    }

    private static Map<String, Object> checksums(NodeTask task, InfoDocument info) {
        var found = new LinkedHashMap<String, Object>();
        checksum(task, info, "image_checksum").ifPresent(value -> found.put("checksum", value));
        var algorithm = info.choice("image_os_hash_algo", ALGORITHMS);
        var hash = checksum(task, info, "image_os_hash_value");
        if (algorithm.isPresent() != hash.isPresent()) {
            throw info.missing(
                    algorithm.isPresent() ? "image_os_hash_value" : "image_os_hash_algo",
                    "image_os_hash_algo and image_os_hash_value need each other");
        }
        algorithm.ifPresent(value -> found.put("os_hash_algo", value));
        hash.ifPresent(value -> found.put("os_hash_value", value));
        if (found.isEmpty()) {
            throw info.missing(
                    "image_checksum",
                    "set it, or image_os_hash_algo and image_os_hash_value, so that the image can be checked");
        }
        return found;
    }

    /** A hexadecimal value, or the URL of a file with one. */
    private static Optional<String> checksum(NodeTask task, InfoDocument info, String key) {
        var value = info.text(key);
        if (value.isPresent() && value.get().contains("://")) {
            EgressGuard.of(task.config()).parse(FIELD + "/" + key, value.get(), SCHEMES);
        } else if (value.isPresent() && !HEX.matcher(value.get()).matches()) {
            throw info.invalid(key, "must be a hexadecimal checksum or the URL of a file with one");
        }
        return value;
    }

    private static Optional<String> word(InfoDocument info, String key) {
        var value = info.text(key);
        if (value.isPresent() && !WORD.matcher(value.get()).matches()) {
            throw info.invalid(key, "must be a format such as qcow2 or raw");
        }
        return value;
    }

    private static Map<String, Object> proxies(NodeTask task) {
        var info = new InfoDocument("driver_info", task.node().driverInfo());
        var proxies = new LinkedHashMap<String, String>();
        for (var scheme : List.of("http", "https")) {
            var key = "image_" + scheme + "_proxy";
            info.text(key).ifPresent(url -> {
                EgressGuard.of(task.config()).parse("driver_info/" + key, url, SCHEMES);
                proxies.put(scheme, url);
            });
        }
        var found = new LinkedHashMap<String, Object>();
        if (!proxies.isEmpty()) {
            found.put("proxies", proxies);
        }
        info.text("image_no_proxy").ifPresent(hosts -> found.put("no_proxy", hosts));
        return found;
    }

    private static Map<String, Object> partition(NodeTask task, InfoDocument info) {
        var found = new LinkedHashMap<String, Object>(partitionSizes(info));
        for (var key : List.of("kernel", "ramdisk", "ephemeral_format")) {
            info.text(key).ifPresent(value -> found.put(key, value));
        }
        found.put("preserve_ephemeral", info.flag("preserve_ephemeral", false));
        found.put("image_type", "partition");
        found.put("deploy_boot_mode", Capabilities.bootMode(task));
        found.put("boot_option", "local");
        Capabilities.find(task, "disk_label").ifPresent(label -> found.put("disk_label", label));
        return found;
    }

    private static Map<String, Object> partitionSizes(InfoDocument info) {
        var root = info.number("root_gb")
                .filter(size -> size > 0)
                .orElseThrow(() ->
                        info.missing("root_gb", "set the size of the root partition in GiB for a partition image"));
        var ephemeral = info.number("ephemeral_gb").orElse(0L);
        return Map.of(
                "root_gb",
                root,
                "root_mb",
                root * MIB_PER_GIB,
                "swap_mb",
                info.number("swap_mb").orElse(0L),
                "ephemeral_mb",
                ephemeral * MIB_PER_GIB);
    }

    private static String name(String url) {
        var path = url.replaceAll("[?#].*", "").replaceAll("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
