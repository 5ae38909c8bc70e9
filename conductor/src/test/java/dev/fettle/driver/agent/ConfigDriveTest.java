package dev.fettle.driver.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.driver.spi.Hostile;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.net.WireJson;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigDriveTest {
    private static final String[] FOLDERS = {"openstack/2012-08-10", "openstack/latest"};
    private final ConfigDrive drives = new ConfigDrive(new IsoImage("xorriso"));
    private final TestNodeTask task = new TestNodeTask();

    @TempDir
    Path folder;

    @Test
    void object_becomesAnIsoWithTheDocumentedFiles() throws Exception {
        var given = new LinkedHashMap<String, Object>();
        given.put("meta_data", Map.of("hostname", "h1", "name", "other"));
        given.put("user_data", "#!/bin/sh\necho \u00e4\n");
        given.put("network_data", Map.of("links", List.of()));
        given.put("vendor_data", Map.of("a", 1));
        var iso = build(given);
        assertThat(new String(iso, 32808, 8, StandardCharsets.US_ASCII)).isEqualTo("config-2");
        assertThat(new String(iso, 34817, 5, StandardCharsets.US_ASCII)).isEqualTo("CD001"); // the Joliet descriptor
        assertThat(iso[34816]).isEqualTo((byte) 2);
        var tree = extract(iso);
        for (var place : FOLDERS) {
            var meta = WireJson.parse(Files.readString(tree.resolve(place).resolve("meta_data.json")))
                    .orElseThrow();
            assertThat(meta.path("uuid").asText()).isEqualTo(task.node().uuid().toString());
            assertThat(meta.path("name").asText()).isEqualTo("other");
            assertThat(meta.path("hostname").asText()).isEqualTo("h1");
            assertThat(Files.readString(tree.resolve(place).resolve("user_data")))
                    .isEqualTo("#!/bin/sh\necho \u00e4\n");
            assertThat(Files.readString(tree.resolve(place).resolve("network_data.json")))
                    .isEqualTo("{\"links\":[]}");
            assertThat(Files.readString(tree.resolve(place).resolve("vendor_data2.json")))
                    .isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void object_userDataAsObject_becomesJson_andNodeNameIsTheDefault() throws Exception {
        var tree = extract(build(Map.of("user_data", Map.of("users", List.of("a")))));
        assertThat(Files.readString(tree.resolve("openstack/latest/user_data"))).isEqualTo("{\"users\":[\"a\"]}");
        assertThat(Files.readString(tree.resolve("openstack/latest/meta_data.json")))
                .contains("\"name\":\"machine-1\"");
        assertThat(tree.resolve("openstack/latest/network_data.json")).doesNotExist();
    }

    @Test
    void object_hostileContent_changesNoFileName() throws Exception {
        var meta = new LinkedHashMap<String, Object>();
        Hostile.METACHARACTERS.forEach(value -> meta.put(value, value));
        Hostile.CONTROLS.forEach(value -> meta.put(value, value));
        var tree = extract(build(Map.of("meta_data", meta, "user_data", "../../etc/passwd")));
        try (var files = Files.walk(tree)) {
            assertThat(files.filter(Files::isRegularFile).map(tree::relativize).map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "openstack/latest/meta_data.json", "openstack/latest/user_data",
                            "openstack/2012-08-10/meta_data.json", "openstack/2012-08-10/user_data");
        }
        var read = WireJson.parse(Files.readString(tree.resolve("openstack/latest/meta_data.json")))
                .orElseThrow();
        assertThat(WireJson.object(read)).containsAllEntriesOf(meta);
    }

    @Test
    void text_passesThroughWhenItIsAUrlOrAnImage() {
        var image = drives.value(task.instanceInfo("configdrive", Map.of("user_data", "x")))
                .orElseThrow();
        assertThat(drives.value(task.instanceInfo("configdrive", image))).contains(image);
        var broken = new ArrayList<String>();
        for (var i = 0; i < image.length(); i += 76) {
            broken.add(image.substring(i, Math.min(image.length(), i + 76)));
        }
        task.instanceInfo("configdrive", String.join("\n", broken)); // as base64 programs write it
        assertThat(drives.value(task)).isPresent();
        task.instanceInfo("configdrive", "https://example.com/drive");
        assertThat(drives.value(task)).contains("https://example.com/drive");
        task.instanceInfo("configdrive", "");
        assertThat(drives.value(task)).isEmpty();
        assertThat(drives.value(new TestNodeTask())).isEmpty();
    }

    @Test
    void otherwise_isRefusedByKey() {
        var hostile = new ArrayList<Object>(List.of(
                "not base64!",
                "aGVsbG8=",
                "file:///etc/passwd",
                "http://169.254.169.254/",
                7,
                List.of("x"),
                Map.of("../../etc/cron.d/x", "y"),
                Map.of("meta_data", "text"),
                Map.of("network_data", List.of()),
                Map.of("user_data", 7)));
        hostile.addAll(Hostile.CONTROLS);
        for (var value : hostile) {
            var other = task.successor().instanceInfo("configdrive", value);
            assertThatThrownBy(() -> ConfigDrive.validate(other))
                    .as(value.toString())
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            fault -> assertThat(fault.code()).isEqualTo(FaultCode.INVALID_PARAMETER_VALUE))
                    .hasMessageContaining("instance_info/configdrive");
        }
    }

    @Test
    void withoutTheProgram_saysWhatToInstall() {
        task.instanceInfo("configdrive", Map.of("user_data", "x"));
        assertThatThrownBy(() -> new ConfigDrive(new IsoImage("no-such-program")).value(task))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("install the package xorriso");
        assertThatThrownBy(() -> new ConfigDrive(new IsoImage("false")).value(task))
                .hasMessageContaining("xorriso failed");
    }

    private byte[] build(Map<String, Object> given) throws IOException {
        var text = drives.value(task.instanceInfo("configdrive", given)).orElseThrow();
        try (var in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return in.readAllBytes();
        }
    }

    /** What a Linux that mounts it would see (Rock Ridge names). */
    private Path extract(byte[] iso) throws IOException, InterruptedException {
        var image = Files.write(folder.resolve("x.iso"), iso);
        var tree = folder.resolve("tree");
        var process = new ProcessBuilder(
                        "xorriso",
                        "-no_rc",
                        "-osirrox",
                        "on",
                        "-indev",
                        image.toString(),
                        "-extract",
                        "/",
                        tree.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return tree;
    }
}
