package dev.fettle.conductor.management;

import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.driver.spi.net.EgressGuard;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.AttachVirtualMedia;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts to put an image into a virtual drive. */
public final class AttachVirtualMediaHandler implements RpcHandler<AttachVirtualMedia, Void> {
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
        var source = request.imageDownloadSource();
        if (source != null && !source.equals("http")) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "Images of virtual media are fetched by the BMC itself: image_download_source can be http only.");
        }
        EgressGuard.of(tools.config()).check("image_url", request.imageUrl(), SCHEMES);
        starter.start(request.nodeId(), context, node -> checked(node, request));
        return null;
    }

    private StartRequest checked(Node node, AttachVirtualMedia request) {
        var task = new ReadTask(tools, node);
        task.driver().management().virtualMediaControl(task);
        task.driver().management().validate(task);
        PowerFault.refuse(node);
        return StartRequest.quiet(
                OperationKind.ATTACH_MEDIA,
                Map.of("device_type", request.deviceType(), "image_url", request.imageUrl()),
                node.with(NodeFields.LAST_ERROR, null));
    }
}
