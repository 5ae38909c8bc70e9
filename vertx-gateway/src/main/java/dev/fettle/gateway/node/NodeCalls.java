package dev.fettle.gateway.node;

import dev.fettle.http.Request;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.node.Node;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What most routes of a node do: find it, then ask its conductor. */
final class NodeCalls {
    private final NodeFinder finder;
    private final Conductors conductors;

    NodeCalls(NodeFinder finder, Conductors conductors) {
        this.finder = finder;
        this.conductors = conductors;
    }

    /** The node of {@code {node}} in the path; see {@link NodeFinder#inPath}. */
    Node node(Request request) {
        return finder.inPath(request);
    }

    NodeFinder finder() {
        return finder;
    }

    Conductors conductors() {
        return conductors;
    }

    <R> @Nullable R call(Request request, Node node, RpcRequest<R> call) {
        return conductors.call(node, call, request.context());
    }

    <R> R ask(Request request, Node node, RpcRequest<R> call) {
        return conductors.ask(node, call, request.context());
    }

    /** Finds the node of the path and calls; a driver that nobody serves is 404. */
    <R> @Nullable R call(Request request, Function<UUID, RpcRequest<R>> call) {
        var node = node(request);
        return call(request, node, call.apply(node.uuid()));
    }

    /** Finds the node of the path and calls; a driver that nobody serves is 400. */
    <R> @Nullable R callOr400(Request request, Function<UUID, RpcRequest<R>> call) {
        var node = node(request);
        return Conductors.noHostIs400(() -> call(request, node, call.apply(node.uuid())));
    }
}
