package dev.fettle.conductor.step;

import dev.fettle.config.Configuration;
import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.NodeRecords;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.node.Node;
import dev.fettle.model.port.Port;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A look at a node: no lock, nothing is saved. Reads never lock and never answer 409 (design §2.4). */
public final class ReadTask implements NodeTask {
    private final TaskTools tools;
    private final Node node;
    private final Driver driver;
    private @Nullable List<Port> ports;

    /** @throws dev.fettle.model.FaultException when the node's driver or one of its interfaces is not enabled here */
    public ReadTask(TaskTools tools, Node node) {
        this.tools = tools;
        this.node = node;
        this.driver = tools.drivers().compose(node);
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public List<Port> ports() {
        var loaded = ports;
        if (loaded == null) {
            loaded = tools.ports().ofNode(node.uuid());
            ports = loaded;
        }
        return loaded;
    }

    @Override
    public Driver driver() {
        return driver;
    }

    @Override
    public NodeRecords records() {
        return new TaskRecords(
                tools.hardware(),
                node,
                _ -> {
                    throw new IllegalStateException("a read of " + node + " wants to save records");
                },
                _ -> {
                    throw new IllegalStateException("a read of " + node + " wants to save an inventory");
                });
    }

    @Override
    public Configuration config() {
        return tools.config();
    }

    @Override
    public Clock clock() {
        return tools.clock();
    }

    @Override
    public void save(UnaryOperator<Node> change) {
        throw new IllegalStateException("a read of " + node + " wants to save");
    }

    @Override
    public void change(UnaryOperator<Node> change) {
        throw new IllegalStateException("a read of " + node + " wants to change it");
    }

    @Override
    public void savePort(Port port) {
        throw new IllegalStateException("a read of " + node + " wants to save " + port);
    }

    @Override
    public void pause(Duration duration) {
        tools.pause().sleep(duration);
    }

    @Override
    public void ensureLockHeld() {
        // a read touches nothing that another conductor could be working on
    }
}
