package dev.fettle.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.DeployOptions;
import dev.fettle.driver.spi.net.TestServer;
import dev.fettle.driver.spi.net.TestServer.Reply;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.node.AttachVirtualMedia;
import dev.fettle.rpc.node.DeployNode;
import dev.fettle.rpc.node.DestroyNode;
import dev.fettle.rpc.node.DetachVirtualMedia;
import dev.fettle.rpc.node.DoProvisioningAction;
import dev.fettle.rpc.node.GetVirtualMedia;
import dev.fettle.rpc.node.TearDownNode;
import dev.fettle.testing.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Virtual media whose images the conductor fetches and serves. */
class LocalMediaIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @TempDir
    static Path folder;

    private static TestServer images;
    private static RunningConductor conductor;

    @BeforeAll
    static void start() {
        images = new TestServer((_, path, _, _) ->
                path.equals("/boot.iso") ? new Reply(200, "an image") : new Reply(404, "no such thing"));
        conductor = new RunningConductor(
                POSTGRES.database(),
                config -> config.with(
                                DeployOptions.HTTP_ROOT, folder.resolve("web").toString())
                        .with(DeployOptions.HTTP_URL, "http://192.0.2.1:8080")
                        .with(
                                DeployOptions.ISO_MASTER_PATH,
                                folder.resolve("cache").toString()));
    }

    @AfterAll
    static void stop() {
        conductor.close();
        images.close();
    }

    @Test
    void image_isServedUntilItIsDetached() {
        var node = conductor.created();

        attach(node, "cdrom", "local");
        assertThat(served(node, "cdrom.iso")).hasContent("an image");
        assertThat(conductor.call(new GetVirtualMedia(node.uuid())))
                .contains(Map.of(
                        "media_types",
                        List.of("CD", "DVD"),
                        "inserted",
                        true,
                        "image",
                        "http://192.0.2.1:8080/redfish/cdrom-" + node.uuid() + ".iso"));

        attach(node, "disk", null); // nobody says: where it can be served it is
        assertThat(served(node, "disk.img")).hasContent("an image");
        conductor.call(new DetachVirtualMedia(node.uuid(), List.of("cdrom")));
        conductor.await(node, it -> !it.internalInfo().toString().contains("cdrom"));
        assertThat(served(node, "cdrom.iso")).doesNotExist();
        assertThat(served(node, "disk.img")).exists();
        conductor.call(new DetachVirtualMedia(node.uuid(), null));
        conductor.await(node, it -> !it.internalInfo().containsKey("published_virtual_media"));
        assertThat(served(node, "disk.img")).doesNotExist();
    }

    @Test
    void otherImageOfTheBmcItself_takesItsPlace() {
        var node = conductor.created();
        attach(node, "cdrom", "local");

        conductor.call(new AttachVirtualMedia(node.uuid(), "cdrom", "http://192.0.2.7/other.iso", "http"));
        conductor.await(node, it -> !it.internalInfo().containsKey("published_virtual_media"));

        assertThat(served(node, "cdrom.iso")).doesNotExist();
        assertThat(conductor.now(node).internalInfo().toString()).contains("http://192.0.2.7/other.iso");
    }

    @Test
    void instanceThatGoes_takesItsMediaAlong() {
        var node = conductor.created();
        conductor.call(new DoProvisioningAction(node.uuid(), "manage"));
        conductor.await(node, it -> it.provisionState() == ProvisionState.MANAGEABLE);
        conductor.call(new DoProvisioningAction(node.uuid(), "provide"));
        conductor.await(node, it -> it.provisionState() == ProvisionState.AVAILABLE);
        conductor.call(new DeployNode(node.uuid(), false, null, null));
        conductor.await(node, it -> it.provisionState() == ProvisionState.ACTIVE);
        attach(node, "cdrom", "local");

        conductor.call(new TearDownNode(node.uuid()));
        conductor.await(node, it -> it.provisionState() == ProvisionState.AVAILABLE);

        assertThat(served(node, "cdrom.iso")).doesNotExist();
        assertThat(conductor.now(node).internalInfo())
                .doesNotContainKeys("published_virtual_media", "fake_virtual_media");
    }

    @Test
    void deletedNode_leavesNothingBehind() {
        var node = conductor.created();
        attach(node, "cdrom", "local");

        conductor.call(new DestroyNode(node.uuid()));

        assertThat(served(node, "cdrom.iso")).doesNotExist();
    }

    @Test
    void imageThatIsNotThere_isTold() {
        var node = conductor.created();

        conductor.call(new AttachVirtualMedia(node.uuid(), "cdrom", images.url() + "/nothing.iso", "local"));
        conductor.await(node, it -> it.get(NodeFields.LAST_ERROR) != null);

        assertThat(conductor.now(node).get(NodeFields.LAST_ERROR)).contains("status 404");
        assertThat(conductor.now(node).internalInfo()).doesNotContainKey("fake_virtual_media");
    }

    @Test
    void sourcesThatCanNotBe_areRefusedWithTheRemedy() {
        var node = conductor.created();

        refused(node, "nfs://192.0.2.7/share/x.iso", "local", "image_download_source=http");
        refused(node, "http://192.0.2.7/x.iso", "swift", "object storage");
        refused(node, "http://192.0.2.7/x.iso", "tape", "http, local or swift");
    }

    private static void attach(Node node, String type, @Nullable String source) {
        conductor.call(new AttachVirtualMedia(node.uuid(), type, images.url() + "/boot.iso", source));
        conductor.await(
                node,
                it -> it.internalInfo().get("fake_virtual_media") instanceof Map<?, ?> drives
                        && drives.containsKey(type));
        conductor.await(node, it -> it.get(NodeFields.RESERVATION) == null);
    }

    private static void refused(Node node, String url, String source, String text) {
        assertThatThrownBy(() -> conductor.call(new AttachVirtualMedia(node.uuid(), "disk", url, source)))
                .hasMessageContaining(text)
                .extracting(e -> ((FaultException) e).code())
                .isEqualTo(FaultCode.INVALID_PARAMETER_VALUE);
    }

    private static Path served(Node node, String name) {
        var parts = name.split("\\.");
        return folder.resolve("web/redfish/" + parts[0] + "-" + node.uuid() + "." + parts[1]);
    }
}
