package dev.fettle.conductor.step;

import dev.fettle.model.node.Node;

/** How a feature cleans up behind work of its own that waited and was given up at its caller's request ({@code contract/states.json} abort). */
public interface GivenUp {

    /** Undoes what the preparation of the work made; may touch hardware and is safe to run again. */
    void cleanUp(OperationTask task);

    /** The node as it is to be saved, cleaned up or not. */
    default Node afterwards(Node node) {
        return node;
    }

    /** The same when the clean-up failed. */
    default Node uncleaned(Node node, String reason) {
        return node;
    }
}
