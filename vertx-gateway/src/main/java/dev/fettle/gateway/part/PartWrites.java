package dev.fettle.gateway.part;

import dev.fettle.db.part.NodePartStore;
import dev.fettle.gateway.field.PatchBody;
import dev.fettle.gateway.resource.ResourceDocument;
import dev.fettle.http.Request;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.rpc.RpcRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes of what hangs on nodes: new parts are stored here, under the row lock of their node; all others are changed by the conductor of the
 * node, which holds to the node's lock.
 */
public final class PartWrites<T> {
    private final NodePartStore store;
    private final PartAccess access;
    private final ResourceDocument document;
    private final Conductors conductors;
    private final Calls<T> calls;
    private final Field<?> nodeUuid;

    /** Only keeps what it is given. */
    public PartWrites(
            NodePartStore store, PartAccess access, ResourceDocument document, Conductors conductors, Calls<T> calls) {
        this.store = store;
        this.access = access;
        this.document = document;
        this.conductors = conductors;
        this.calls = calls;
        this.nodeUuid = document.rules().table().find("node_uuid").orElseThrow();
    }

    /**
     * What the conductor is asked to do.
     *
     * @param values of what {@code patch} answers
     */
    public record Calls<T>(
            BiFunction<UUID, List<Map<String, Object>>, RpcRequest<T>> patch,
            Function<T, Values> values,
            Function<Values, RpcRequest<Void>> destroy) {}

    /**
     * @param complete adds to what the body says
     * @throws RuntimeException 403 first, then what is wrong with the node or the body
     */
    public Values create(Request request, UnaryOperator<Values> complete) {
        var body = request.object(document.rules().argument());
        access.toCreateUnder(request, () -> access.named(request, nodeOf(body)));
        return store.insert(complete.apply(document.created(request, body)), (_, part) -> part);
    }

    /** @return the part as the conductor stored it */
    public Values patch(Request request, PartFinder.Found found, JsonPatch patch) {
        var changes = document.patched(found.part(), patch).changesFrom(found.part());
        if (changes.has(nodeUuid)) {
            access.checkMove(request, found.node(), (UUID) changes.require(nodeUuid));
        }
        var uuid = store.reads().table().uuidOf(found.part());
        var call = calls.patch().apply(uuid, PatchBody.of(patch));
        return calls.values().apply(conductors.ask(found.node(), call, request.context()));
    }

    public void delete(Request request, PartFinder.Found found) {
        conductors.call(found.node(), calls.destroy().apply(found.part()), request.context());
    }

    private UUID nodeOf(Map<String, @Nullable Object> body) {
        if (!(body.get("node_uuid") instanceof String text)) {
            throw document.rules().refused("'node_uuid' is a required property of type 'string'");
        }
        return Idents.uuid(text).orElseThrow(() -> document.rules().refused("'node_uuid' is not a 'uuid'"));
    }
}
