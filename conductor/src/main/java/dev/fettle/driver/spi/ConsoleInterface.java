package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;
import java.util.Map;

/** Opens a machine's console to people. */
public interface ConsoleInterface extends DriverInterface {

    @Override
    default InterfaceKind kind() {
        return InterfaceKind.CONSOLE;
    }

    /** Idempotent. */
    void start(NodeTask task);

    /** Idempotent. */
    void stop(NodeTask task);

    /** How to reach a started console: {@code {type, url}}. */
    Map<String, Object> console(NodeTask task);
}
