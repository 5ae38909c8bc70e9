package dev.fettle.callback;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.patch.Idents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of an agent's report says which machine it is.
 *
 * @param macs lower case
 * @param bmcAddresses as the agent writes them
 */
record AgentReport(List<String> macs, List<String> bmcAddresses) {
    static final String INVENTORY = "inventory";

    private static final int MOST_INTERFACES = 256;
    private static final List<String> BMC = List.of("bmc_address", "bmc_v6address");

    /** @throws FaultException 400 that names what is missing or of the wrong type */
    static AgentReport of(Map<String, @Nullable Object> body) {
        var inventory = inventory(body);
        if (!(inventory.get("interfaces") instanceof List<?> nics) || nics.isEmpty()) {
            throw refused("'interfaces' of the inventory must be an array of at least one interface");
        }
        if (nics.size() > MOST_INTERFACES) {
            throw refused("more than " + MOST_INTERFACES + " interfaces");
        }
        var macs = new ArrayList<String>();
        for (var item : nics) {
            if (!(item instanceof Map<?, ?> nic) || !(nic.get("mac_address") instanceof String mac)) {
                throw refused("every interface needs a 'mac_address', a string");
            }
            if (Idents.validMac(mac)) {
                macs.add(mac.toLowerCase(Locale.ROOT));
            }
        }
        var addresses = new ArrayList<String>();
        for (var name : BMC) {
            switch (inventory.get(name)) {
                case null -> {}
                case String address -> addresses.add(address);
                default -> throw refused("'" + name + "' is neither a string nor null");
            }
        }
        addresses.removeAll(List.of("", "0.0.0.0", "::", "::/0")); // what agents say that found none
        return new AgentReport(List.copyOf(macs), List.copyOf(addresses));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> inventory(Map<String, @Nullable Object> body) {
        if (body.get(INVENTORY) instanceof Map<?, ?> inventory) {
            return (Map<String, Object>) inventory;
        }
        throw refused("'inventory' is a required property, an object");
    }

    private static FaultException refused(String what) {
        return new FaultException(FaultCode.INVALID_PARAMETER_VALUE, "Schema error for body: " + what + ".");
    }
}
