package dev.fettle.driver.spi;

import dev.fettle.config.Configuration;
import dev.fettle.model.node.Node;
import dev.fettle.model.port.Port;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A node in work: what a driver may know and do. Belongs to one thread. A task of a read (validate, power sync) holds no lock and refuses
 * {@link #save}.
 */
public interface NodeTask {

    /** The node as read, with all changes saved through this task. */
    Node node();

    List<Port> ports();

    /** The interfaces that this node is composed of. */
    Driver driver();

    Configuration config();

    /** For time stamps and deadlines; a test turns it. */
    Clock clock();

    /**
     * Saves a change of the node at once, under the fence.
     *
     * @throws dev.fettle.model.operation.LockLostException when the lock was taken away: let it pass, do nothing more
     */
    void save(UnaryOperator<Node> change);

    /**
     * Changes the node in memory; it is written with the next save, or when the operation ends or rests. For what may be found out once more
     * after a crash.
     */
    void change(UnaryOperator<Node> change);

    /** Saves a change of one of the ports, under the fence of the node. */
    void savePort(Port port);

    /** What is kept of the hardware beside the node itself. */
    NodeRecords records();

    /**
     * Waits; the only way for a driver to do so.
     *
     * @throws dev.fettle.model.operation.LockLostException when the lock is lost meanwhile
     */
    void pause(Duration duration);

    /** Throws when this conductor may no longer touch the hardware; call it right before a side effect. */
    void ensureLockHeld();
}
