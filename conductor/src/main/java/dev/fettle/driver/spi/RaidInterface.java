package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;
import java.util.Map;

/** Makes disk arrays. Its clean and deploy steps come from {@link #steps}. */
public interface RaidInterface extends DriverInterface {

    @Override
    default InterfaceKind kind() {
        return InterfaceKind.RAID;
    }

    /**
     * Checks a configuration that is not empty, without touching hardware.
     *
     * @throws dev.fettle.model.FaultException {@code INVALID_PARAMETER_VALUE} that names the key
     */
    default void validateConfig(NodeTask task, Map<String, Object> config) {
        RaidConfig.check(config);
    }

    /**
     * What a logical disk may say: key and explanation.
     *
     * @param driver name of the hardware type, for messages
     */
    default Map<String, String> logicalDiskProperties(String driver) {
        return RaidConfig.PROPERTIES;
    }
}
