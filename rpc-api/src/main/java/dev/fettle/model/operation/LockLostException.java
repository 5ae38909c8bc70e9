package dev.fettle.model.operation;

import java.util.UUID;

/** The node's lock was taken away (its fence has grown, or our lease ended): stop at once, touch nothing more. */
public final class LockLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LockLostException(UUID node, long fence) {
        super("lock " + fence + " of node " + node + " was lost");
    }
}
