package dev.fettle.driver.pxe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.fettle.config.PxeOptions;
import dev.fettle.driver.spi.BootDevice;
import dev.fettle.driver.spi.ManagementInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.provision.ProvisionState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PxeBootTest {
    private static final Map<String, String> PARAMETERS = Map.of("ipa-api-url", "http://192.0.2.1:6385");

    private final PxeBoot boot = new PxeBoot();
    private final Recorder management = new Recorder();

    @TempDir
    private Path folder;

    private Path root;
    private Path images;
    private TestNodeTask task;

    @BeforeEach
    void prepare() throws IOException {
        root = folder.resolve("tftp");
        images = Files.createDirectories(folder.resolve("images"));
        Files.writeString(images.resolve("kernel"), "K");
        Files.writeString(images.resolve("ramdisk"), "R");
        task = new TestNodeTask()
                .with(management)
                .with(port("aa:bb:cc:dd:ee:01", true))
                .with(port("aa:bb:cc:dd:ee:02", false))
                .with(PxeOptions.TFTP_ROOT, root.toString())
                .with(PxeOptions.FILE_URL_ALLOWED_PATHS, images.toString())
                .driverInfo("deploy_kernel", "file://" + images.resolve("kernel"))
                .driverInfo("deploy_ramdisk", "file://" + images.resolve("ramdisk"));
    }

    @Test
    void prepareRamdisk_writesFilesAndSetsTheBootDevice() throws IOException {
        boot.prepareRamdisk(task, PARAMETERS);
        var uuid = task.node().uuid().toString();
        assertThat(files())
                .containsExactly(
                        uuid + "/deploy_kernel",
                        uuid + "/deploy_ramdisk",
                        "grub.cfg-01-aa-bb-cc-dd-ee-01",
                        "pxelinux.cfg/01-aa-bb-cc-dd-ee-01");
        assertThat(root.resolve(uuid).resolve("deploy_kernel")).hasContent("K");
        assertThat(root.resolve(uuid).resolve("deploy_ramdisk")).hasContent("R");
        assertThat(Files.readString(root.resolve("pxelinux.cfg/01-aa-bb-cc-dd-ee-01")))
                .contains("kernel " + uuid + "/deploy_kernel\n")
                .contains(
                        "append initrd=" + uuid
                                + "/deploy_ramdisk selinux=0 troubleshoot=0 text nofb vga=normal ipa-api-url=http://192.0.2.1:6385\n");
        assertThat(Files.readString(root.resolve("grub.cfg-01-aa-bb-cc-dd-ee-01")))
                .contains("linux /" + uuid + "/deploy_kernel selinux=0")
                .contains("initrd /" + uuid + "/deploy_ramdisk\n");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(root.resolve(uuid).resolve("deploy_kernel"))))
                .isEqualTo("rw-r--r--");
        assertThat(management.set).containsExactly(new BootDevice("pxe", false));
    }

    @Test
    void prepareRamdisk_twice_isTheSameAsOnce() throws IOException {
        boot.prepareRamdisk(task, PARAMETERS);
        var once = files();
        boot.prepareRamdisk(task, PARAMETERS);
        assertThat(files()).isEqualTo(once);
    }

    @Test
    void cleanUpRamdisk_removesEverything_twice() throws IOException {
        boot.prepareRamdisk(task, PARAMETERS);
        boot.cleanUpRamdisk(task);
        boot.cleanUpRamdisk(task);
        assertThat(files()).isEmpty();
        assertThat(root.resolve(task.node().uuid().toString())).doesNotExist();
    }

    @Test
    void prepareRamdisk_forARescue_takesTheRescuePair() throws IOException {
        Files.writeString(images.resolve("rescue-kernel"), "RK");
        Files.writeString(images.resolve("rescue-ramdisk"), "RR");
        var folderOfNode = root.resolve(task.node().uuid().toString());
        task.state(ProvisionState.RESCUING);
        boot.prepareRamdisk(task, PARAMETERS);
        assertThat(folderOfNode.resolve("deploy_kernel")).as("none is given").hasContent("K");

        task.driverInfo("rescue_kernel", "file://" + images.resolve("rescue-kernel"));
        assertThatThrownBy(() -> boot.validate(task)).hasMessageContaining("rescue_ramdisk");
        task.driverInfo("rescue_ramdisk", "file://" + images.resolve("rescue-ramdisk"));
        boot.cleanUpRamdisk(task);
        boot.prepareRamdisk(task, PARAMETERS);
        assertThat(folderOfNode.resolve("deploy_kernel")).hasContent("RK");
        assertThat(folderOfNode.resolve("deploy_ramdisk")).hasContent("RR");

        boot.cleanUpRamdisk(task);
        boot.prepareRamdisk(task.state(ProvisionState.CLEANING), PARAMETERS);
        assertThat(folderOfNode.resolve("deploy_kernel")).as("of other flows").hasContent("K");
    }

    @Test
    void prepareInstance_bootsFromDiskForGood() throws IOException {
        boot.prepareRamdisk(task, PARAMETERS);
        boot.prepareInstance(task.state(ProvisionState.DEPLOYING));
        assertThat(files()).hasSize(2).allMatch(file -> file.contains("deploy_"));
        assertThat(management.set.getLast()).isEqualTo(new BootDevice("disk", true));
    }

    @Test
    void prepareInstance_ofAnActiveNode_leavesTheBootDevice() {
        boot.prepareInstance(task.state(ProvisionState.ACTIVE));
        assertThat(management.set).isEmpty();
    }

    @Test
    void forcedPersistence_isObeyed() {
        boot.prepareRamdisk(task.driverInfo("force_persistent_boot_device", "Always"), PARAMETERS);
        boot.prepareInstance(
                task.driverInfo("force_persistent_boot_device", "Never").state(ProvisionState.DEPLOYING));
        assertThat(management.set).containsExactly(new BootDevice("pxe", true), new BootDevice("disk", false));
    }

    @Test
    void prepareRamdisk_fetchesFromTheWeb() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ramdisk", exchange -> {
            var body = "from the web".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/ramdisk");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort();
            boot.prepareRamdisk(task.driverInfo("deploy_ramdisk", url + "/ramdisk"), PARAMETERS);
            assertThat(root.resolve(task.node().uuid() + "/deploy_ramdisk")).hasContent("from the web");
            assertThatThrownBy(() -> boot.prepareRamdisk(task.driverInfo("deploy_ramdisk", url + "/moved"), PARAMETERS))
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("driver_info/deploy_ramdisk answers with HTTP status 302");
            assertThat(files()).as("no half file stays").noneMatch(file -> file.contains(".part-"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void filesOutsideTheAllowedFolders_areRefused() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "S");
        Files.createSymbolicLink(images.resolve("link"), secret);
        for (var url : List.of(
                "file://" + secret,
                "file://" + images + "/../secret",
                "file://" + images.resolve("link"),
                "file:///etc/passwd",
                "file://" + images)) {
            assertThatThrownBy(() -> boot.prepareRamdisk(task.driverInfo("deploy_kernel", url), PARAMETERS))
                    .as(url)
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining(
                            "driver_info/deploy_kernel is not a file within [conductor]file_url_allowed_paths");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nkernel evil",
                "a;reboot",
                "${x}",
                "a}",
                "\"",
                "a'b",
                "x=$(id)",
                "a|b",
                "\\",
                "a\rb",
                "a\tb",
                "a&b"
            })
    void kernelParameters_thatAreNone_areRefused(String text) {
        task.driverInfo("kernel_append_params", text);
        assertThatThrownBy(() -> boot.validate(task))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("driver_info/kernel_append_params");
        assertThatThrownBy(() -> boot.prepareRamdisk(
                        task.withoutDriverInfo("kernel_append_params"), Map.of("ipa-api-url", text)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("ipa-api-url");
        assertThat(root).doesNotExist();
    }

    @Test
    void kernelParameters_mayContainTheDefaultOnes() {
        assertThat(KernelArguments.of(task.driverInfo("kernel_append_params", "a=1 %default% b"), Map.of()))
                .isEqualTo("selinux=0 troubleshoot=0 text a=1 nofb vga=normal b");
    }

    @Test
    void validate_namesWhatIsMissing() {
        boot.validate(task);
        assertThatThrownBy(() -> boot.validate(task.withoutDriverInfo("deploy_kernel")))
                .hasMessageContaining("driver_info/deploy_kernel is missing");
        var withoutPort = new TestNodeTask()
                .driverInfo("deploy_kernel", "http://192.0.2.1/k")
                .driverInfo("deploy_ramdisk", "http://192.0.2.1/r");
        assertThatThrownBy(() -> boot.validate(withoutPort)).hasMessageContaining("does not have any port");
        assertThatThrownBy(() -> boot.validate(withoutPort.driverInfo("deploy_kernel", "ftp://192.0.2.1/k")))
                .hasMessageContaining("driver_info/deploy_kernel");
        assertThatThrownBy(() -> boot.validate(withoutPort.driverInfo("deploy_kernel", "http://169.254.169.254/k")))
                .hasMessageContaining("egress_refused_networks");
    }

    @Test
    void malformedAddress_neverBecomesAPath() {
        task.with(port("../../../evil", true));
        assertThatThrownBy(() -> boot.prepareRamdisk(task, PARAMETERS))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("MAC");
    }

    @Test
    void withoutTheLock_nothingIsTouched() {
        task.loseLock();
        assertThatThrownBy(() -> boot.prepareRamdisk(task, PARAMETERS)).isInstanceOf(LockLostException.class);
        assertThatThrownBy(() -> boot.cleanUpRamdisk(task)).isInstanceOf(LockLostException.class);
        assertThatThrownBy(() -> boot.prepareInstance(task)).isInstanceOf(LockLostException.class);
        assertThat(management.set).isEmpty();
    }

    private List<String> files() throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Port port(String address, boolean pxe) {
        var values = Values.none(PortFields.TABLE).toBuilder();
        return new Port(values.put(PortFields.ADDRESS, address)
                .put(PortFields.PXE_ENABLED, pxe)
                .build());
    }

    /** A management interface that notes what it is told. */
    private static final class Recorder implements ManagementInterface {
        private final List<BootDevice> set = new ArrayList<>();

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public List<String> supportedBootDevices(NodeTask task) {
            return List.of("pxe", "disk");
        }

        @Override
        public void setBootDevice(NodeTask task, String device, boolean persistent) {
            set.add(new BootDevice(device, persistent));
        }

        @Override
        public BootDevice bootDevice(NodeTask task) {
            return set.getLast();
        }
    }
}
