package dev.fettle.driver.spi.image;

import dev.fettle.config.Configuration;
import dev.fettle.config.DeployOptions;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.net.EgressGuard;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images in virtual drives of nodes that the conductor fetched and serves itself: {@code image_download_source=local} ({@code
 * contract/drivers.md} section 8). Each is a file below {@code [deploy] http_root}, one for each node and type of drive, that a web server
 * shows at {@code driver_info/external_http_url}, {@code [deploy] external_http_url} or {@code [deploy] http_url}, whichever is set first.
 */
public final class PublishedMedia {
    /** Where machines of one node find what is published, in {@code driver_info}. */
    public static final String NODE_URL = "external_http_url";

    private static final Logger LOG = LoggerFactory.getLogger(PublishedMedia.class);
    /** Types of drive whose image is served from here, in {@code driver_internal_info}. */
    private static final String KEY = "published_virtual_media";

    private static final String SUBFOLDER = "redfish";

    private final Configuration config;

    private PublishedMedia(Configuration config) {
        this.config = config;
    }

    public static PublishedMedia of(Configuration config) {
        return new PublishedMedia(config);
    }

    /** Where machines find what is published for a node; empty when nobody says. */
    public Optional<URI> baseUrl(Node node) {
        var own = node.driverInfo().get(NODE_URL) instanceof String text && !text.isBlank()
                ? Optional.of(text)
                : Optional.<String>empty();
        var guard = EgressGuard.of(config);
        return own.map(url -> guard.parse("driver_info/" + NODE_URL, url.strip(), ImageFetch.SCHEMES))
                .or(() -> config.get(DeployOptions.EXTERNAL_HTTP_URL)
                        .or(() -> config.get(DeployOptions.HTTP_URL))
                        .map(url -> guard.parse("[deploy] http_url", url.strip(), ImageFetch.SCHEMES)));
    }

    /** Whether the conductor can fetch from there, as opposed to a BMC. */
    public static boolean fetchable(URI image) {
        return image.getScheme() != null
                && ImageFetch.SCHEMES.contains(image.getScheme().toLowerCase(Locale.ROOT));
    }

    /**
     * Fetches an image and serves it for a drive of the task's node; notes that on the node. Blocks. Safe to run again.
     *
     * @return where the machine finds it
     * @throws FaultException that says why it could not be fetched or stored
     */
    public URI publish(NodeTask task, String deviceType, URI source) {
        var base = baseUrl(task.node()).orElseThrow(PublishedMedia::nowhere);
        var target = file(task.node().uuid(), deviceType);
        ImageCache.of(config, task.clock()).with("image_url", source, image -> {
            task.ensureLockHeld();
            Files.createDirectories(folder());
            put(image, target);
        });
        note(task, deviceType, true);
        return URI.create(withoutSlash(base.toString()) + "/" + SUBFOLDER + "/" + target.getFileName());
    }

    /** Types of drive of that node whose images are served from here. */
    public static Set<String> typesOf(Node node) {
        var types = new LinkedHashSet<String>();
        if (node.internalInfo().get(KEY) instanceof List<?> noted) {
            noted.forEach(type -> types.add(String.valueOf(type)));
        }
        return types;
    }

    /** What was served for these drives of the task's node is served no more. */
    public void withdraw(NodeTask task, Collection<String> deviceTypes) {
        for (var type : deviceTypes) {
            if (typesOf(task.node()).contains(type)) {
                remove(task.node().uuid(), type);
                note(task, type, false);
            }
        }
    }

    /** What was served for a node is served no more, without any note: the node is gone. */
    public void remove(UUID node, Collection<String> deviceTypes) {
        deviceTypes.forEach(type -> remove(node, type));
    }

    /** @return the fault of a service that serves no files */
    public static FaultException nowhere() {
        return new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE,
                "image_download_source=local needs a web server that shows [deploy] http_root: set [deploy] http_url to its URL,"
                        + " or let the BMC fetch the image itself with image_download_source=http.");
    }

    private static void put(Path image, Path target) throws IOException {
        var part = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            Files.createLink(part, image);
        } catch (IOException | UnsupportedOperationException _) { // another file system
            Files.copy(image, part);
            ServedFiles.readable(part);
        }
        ServedFiles.put(target, part);
        Files.deleteIfExists(part); // stays when the same image is there already
    }

    private void remove(UUID node, String deviceType) {
        var file = file(node, deviceType);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} can not be removed: {}", file, e.toString());
        }
    }

    private static void note(NodeTask task, String deviceType, boolean published) {
        var types = typesOf(task.node());
        if (published ? types.add(deviceType) : types.remove(deviceType)) {
            task.save(node -> node.withInternal(KEY, types.isEmpty() ? null : List.copyOf(types)));
        }
    }

    private Path file(UUID node, String deviceType) {
        var suffix = deviceType.equals("cdrom") ? ".iso" : ".img";
        return folder().resolve(deviceType + "-" + node + suffix);
    }

    private Path folder() {
        return Path.of(config.get(DeployOptions.HTTP_ROOT), SUBFOLDER);
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
