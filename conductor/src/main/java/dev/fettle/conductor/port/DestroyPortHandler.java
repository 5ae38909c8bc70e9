package dev.fettle.conductor.port;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.NodeQueue.Try;
import dev.fettle.db.port.PortEdit;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.port.Port;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.port.DestroyPort;
import org.jspecify.annotations.Nullable;

/** Deletes a port. */
public final class DestroyPortHandler implements RpcHandler<DestroyPort, Void> {
    private final PortStore ports;
    private final NodeQueue queue;

    public DestroyPortHandler(PortStore ports, NodeQueue queue) {
        this.ports = ports;
        this.queue = queue;
    }

    @Override
    public @Nullable Void handle(DestroyPort request, CallContext context) {
        var port = request.port().uuid();
        queue.await(port, () -> deleted(ports.delete(port, PortRules::requireDeletable)));
        return null;
    }

    private static Try<Port> deleted(PortEdit result) {
        return switch (result) {
            case PortEdit.Saved(var port) -> new Try.Got<>(port);
            case PortEdit.Locked(var holder) -> new Try.Held<>(holder);
        };
    }
}
