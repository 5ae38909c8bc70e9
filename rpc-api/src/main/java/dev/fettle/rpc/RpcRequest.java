package dev.fettle.rpc;

/**
 * One call of the conductor, as a record. Its {@link Rpc} annotation says how it travels; its components, in snake case, are the
 * named arguments on the wire.
 *
 * @param <R> what comes back; {@link Void} for calls whose result is null
 */
public interface RpcRequest<R> {}
