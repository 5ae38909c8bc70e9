package dev.fettle.rpc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The handlers of a server, one for each request type: the explicit list of what may be called from outside. */
public final class RpcHandlers {
    private final Map<Class<?>, RpcHandler<?, ?>> handlers = new LinkedHashMap<>();

    public <R, Q extends RpcRequest<R>> RpcHandlers on(Class<Q> type, RpcHandler<Q, R> handler) {
        if (handlers.putIfAbsent(type, handler) != null) {
            throw new IllegalStateException("two handlers for " + type.getSimpleName());
        }
        return this;
    }

    public Set<Class<?>> types() {
        return Set.copyOf(handlers.keySet());
    }

    public boolean has(Class<?> type) {
        return handlers.containsKey(type);
    }

    @SuppressWarnings("unchecked")
    public <R, Q extends RpcRequest<R>> Optional<RpcHandler<Q, R>> find(Class<Q> type) {
        return Optional.ofNullable((RpcHandler<Q, R>) handlers.get(type));
    }
}
