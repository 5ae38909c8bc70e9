package dev.fettle.conductor.management;

import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.driver.spi.image.PublishedMedia;
import dev.fettle.driver.spi.net.EgressGuard;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.AttachVirtualMedia;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts to put an image into a virtual drive. */
public final class AttachVirtualMediaHandler implements RpcHandler<AttachVirtualMedia, Void> {
    /** Argument of the operation: whether the conductor fetches the image and serves it. */
    static final String LOCAL = "local";

    private static final Set<String> SCHEMES = Set.of("http", "https", "nfs", "cifs", "smb");

    private final Starter starter;
    private final TaskTools tools;

    public AttachVirtualMediaHandler(Starter starter, TaskTools tools) {
        this.starter = starter;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(AttachVirtualMedia request, CallContext context) {
        DeviceTypes.check(List.of(request.deviceType()));
        var image = EgressGuard.of(tools.config()).check("image_url", request.imageUrl(), SCHEMES);
        starter.start(request.nodeId(), context, node -> checked(node, request, image));
        return null;
    }

    private StartRequest checked(Node node, AttachVirtualMedia request, URI image) {
        var task = new ReadTask(tools, node);
        task.driver().management().virtualMediaControl(task);
        task.driver().management().validate(task);
        PowerFault.refuse(node);
        var local = fetchedHere(node, request.imageDownloadSource(), image);
        return StartRequest.quiet(
                OperationKind.ATTACH_MEDIA,
                Map.of("device_type", request.deviceType(), "image_url", request.imageUrl(), LOCAL, local),
                node.with(NodeFields.LAST_ERROR, null));
    }

    /** Whether the conductor fetches the image. When nobody says who does: it does, if it can fetch it and serve it. */
    private boolean fetchedHere(Node node, @Nullable String source, URI image) {
        var base = PublishedMedia.of(tools.config()).baseUrl(node);
        return switch (source) {
            case null -> PublishedMedia.fetchable(image) && base.isPresent();
            case "http" -> false;
            case "local" -> {
                if (!PublishedMedia.fetchable(image)) {
                    throw invalid(
                            "image_download_source=local takes http and https only: an image on a network share can"
                                    + " only be read by the BMC. Use image_download_source=http.");
                }
                yield base.map(_ -> true).orElseThrow(PublishedMedia::nowhere);
            }
            case "swift" ->
                throw invalid(
                        "image_download_source=swift needs an object storage, and this service has none. Use local with"
                                + " [deploy] http_url and http_root set, or http, which lets the BMC fetch the image itself.");
            default -> throw invalid("image_download_source can be http, local or swift.");
        };
    }

    private static FaultException invalid(String text) {
        return new FaultException(FaultCode.INVALID_PARAMETER_VALUE, text);
    }
}
