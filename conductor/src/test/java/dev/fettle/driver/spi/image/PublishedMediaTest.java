package dev.fettle.driver.spi.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.Configuration;
import dev.fettle.config.DeployOptions;
import dev.fettle.config.FettleOptions;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.net.TestServer;
import dev.fettle.driver.spi.net.TestServer.Kind;
import dev.fettle.driver.spi.net.TestServer.Reply;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedMediaTest {
    private static final String MONDAY = "Mon, 02 Nov 2026 10:00:00 GMT";
    private static final String TUESDAY = "Tue, 03 Nov 2026 10:00:00 GMT";

    @TempDir
    private Path folder;

    private TestServer server;
    private volatile String image = "an image";
    private volatile String modified = MONDAY;
    private Configuration config;
    private TestNodeTask task;

    @BeforeEach
    void start() {
        server = new TestServer((method, path, headers, body) -> switch (path) {
            case "/here.iso" ->
                List.of(modified).equals(headers.get("If-modified-since"))
                        ? new Reply(304, "")
                        : new Reply(200, image, Map.of("Last-Modified", modified));
            case "/moved.iso" -> new Reply(302, "", Map.of("Location", "/here.iso"));
            case "/round.iso" -> new Reply(302, "", Map.of("Location", "/round.iso"));
            case "/away.iso" -> new Reply(302, "", Map.of("Location", "http://169.254.169.254/secret"));
            default -> new Reply(404, "no such thing");
        });
        config = Configuration.defaults()
                .with(DeployOptions.HTTP_ROOT, folder.resolve("web").toString())
                .with(DeployOptions.HTTP_URL, "http://192.0.2.1:8080/")
                .with(DeployOptions.ISO_MASTER_PATH, folder.resolve("cache").toString())
                .with(FettleOptions.IMAGE_DOWNLOAD_TIMEOUT, "20");
        task = new TestNodeTask();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void image_isFetchedOnceAndServedUntilItIsWithdrawn() throws IOException {
        var url = publish("/here.iso");
        assertThat(url)
                .hasToString(
                        "http://192.0.2.1:8080/redfish/cdrom-" + task.node().uuid() + ".iso");
        assertThat(served()).hasContent("an image");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(served())))
                .isEqualTo("rw-r--r--");
        assertThat(PublishedMedia.typesOf(task.node())).containsExactly("cdrom");

        publish("/here.iso");
        assertThat(served()).hasContent("an image");
        assertThat(files("web/redfish")).hasSize(1);
        assertThat(files("cache")).hasSize(1);

        PublishedMedia.of(config).withdraw(task, Set.of("floppy"));
        assertThat(served()).exists();
        PublishedMedia.of(config).withdraw(task, Set.of("cdrom", "floppy"));
        assertThat(served()).doesNotExist();
        assertThat(task.node().internalInfo()).isEmpty();
    }

    @Test
    void newerImage_takesThePlaceOfTheOneBefore() throws IOException {
        publish("/here.iso");
        image = "the next image";
        publish("/here.iso");
        assertThat(served()).hasContent("an image"); // the server says that it is the same
        modified = TUESDAY;
        publish("/here.iso");
        assertThat(served()).hasContent("the next image");
        assertThat(files("cache")).hasSize(1);
    }

    @Test
    void redirect_isFollowedButNotEverywhere() {
        publish("/moved.iso");
        assertThat(served()).hasContent("an image");

        refused("/round.iso", "redirects more than 5 times");
        refused("/away.iso", "egress_refused_networks");
    }

    @Test
    void imageThatCanNotBeHad_isToldWithTheRemedy() throws IOException {
        refused("/nothing.iso", "status 404", "image_download_source=http");
        server.misbehaveOnce("/here.iso", Kind.DROP_BEFORE);
        server.misbehaveOnce("/here.iso", Kind.DROP_BEFORE); // the JDK asks twice
        refused("/here.iso", "could not be fetched");
        assertThat(files("cache")).isEmpty();
        assertThat(PublishedMedia.typesOf(task.node())).isEmpty();
    }

    @Test
    void imageWithoutEnd_isGivenUp() throws IOException {
        config = config.with(DeployOptions.ISO_CACHE_SIZE, "1");
        server.misbehaveOnce("/here.iso", Kind.HUGE);
        refused("/here.iso", "larger than 1048576 bytes");
        config = config.with(FettleOptions.IMAGE_DOWNLOAD_TIMEOUT, "1");
        server.misbehaveOnce("/here.iso", Kind.TRICKLE);
        refused("/here.iso", "within");
        assertThat(files("cache")).isEmpty();
    }

    @Test
    void unusedImages_leaveTheCache() throws IOException {
        config = config.with(DeployOptions.ISO_CACHE_TTL, "0");
        publish("/here.iso");
        var first = files("cache");
        task.testClock().advance(Duration.ofMinutes(1));
        publish("/moved.iso");
        assertThat(files("cache")).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(served()).hasContent("an image");
    }

    @Test
    void address_isTheOneOfTheNodeFirst() {
        assertThat(PublishedMedia.of(config.with(DeployOptions.EXTERNAL_HTTP_URL, "https://outside.example.com"))
                        .baseUrl(task.node()))
                .hasValue(URI.create("https://outside.example.com"));
        task.driverInfo("external_http_url", "http://192.0.2.9/x");
        assertThat(PublishedMedia.of(config).baseUrl(task.node())).hasValue(URI.create("http://192.0.2.9/x"));
        task.driverInfo("external_http_url", "file:///etc");
        assertThatThrownBy(() -> PublishedMedia.of(config).baseUrl(task.node()))
                .hasMessageContaining("driver_info/external_http_url");
    }

    private URI publish(String path) {
        return PublishedMedia.of(config).publish(task, "cdrom", URI.create(server.url() + path));
    }

    private void refused(String path, String... texts) {
        assertThatThrownBy(() -> publish(path))
                .isInstanceOf(FaultException.class)
                .hasMessageContainingAll(texts)
                .extracting(e -> ((FaultException) e).code())
                .isIn(FaultCode.IMAGE_DOWNLOAD_FAILED, FaultCode.INVALID_PARAMETER_VALUE);
    }

    private Path served() {
        return folder.resolve("web/redfish/cdrom-" + task.node().uuid() + ".iso");
    }

    private List<Path> files(String below) throws IOException {
        try (var files = Files.list(folder.resolve(below))) {
            return files.toList();
        }
    }
}
