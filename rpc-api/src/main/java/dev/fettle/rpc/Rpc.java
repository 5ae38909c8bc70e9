package dev.fettle.rpc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How an {@link RpcRequest} travels ({@code contract/rpc.md} section 6). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Rpc {
    /** Name on the wire, such as {@code do_node_deploy}. */
    String method();

    /** Version the client stamps on the message; arguments with {@link Since} raise it. */
    String version();

    /** Empty for methods of the reference, {@code fettle} for ours ({@code contract/rpc.md} section 12). */
    String namespace() default "";

    /** A cast has no answer. */
    boolean cast() default false;

    /**
     * Whether the same request may run twice without harm: reads, and work that is accepted once per request id. Such a call may be
     * repeated on another conductor when the first one died.
     */
    boolean repeatable() default false;
}
