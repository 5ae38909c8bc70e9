package dev.fettle.conductor.inspect;

import dev.fettle.config.Configuration;
import dev.fettle.config.InspectorOptions;
import dev.fettle.db.inspection.Findings;
import dev.fettle.model.hardware.Inventory;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an agent's report comes to: the hooks {@code ramdisk-error}, {@code validate-interfaces}, {@code ports} and {@code architecture}. */
record Hooks(Map<String, Object> inventory, Map<String, Object> pluginData) {

    /** Why the report is no good; empty when it is. */
    Optional<String> error() {
        if (pluginData.get("error") instanceof String text && !text.isBlank()) {
            return Optional.of("The ramdisk reported an error: " + text.strip() + ".");
        }
        return nics().isEmpty()
                ? Optional.of("The ramdisk reported no network interface with a valid MAC address.")
                : Optional.empty();
    }

    /** MAC addresses, lower case. */
    List<String> addresses() {
        return nics().stream().map(Interfaces.Nic::address).toList();
    }

    /** What is to be stored of it. */
    Findings findings(Configuration config) {
        var nics = nics();
        var kept = new LinkedHashMap<>(pluginData);
        kept.remove("logs"); // large, and of no use beside a good report
        var pxe = config.get(InspectorOptions.UPDATE_PXE_ENABLED)
                ? nics.stream().filter(Interfaces.Nic::pxe).findFirst()
                : Optional.<Interfaces.Nic>empty();
        return new Findings(
                Optional.of(new Inventory(inventory, kept)),
                Interfaces.wanted(nics, config.get(InspectorOptions.ADD_PORTS)),
                pxe.map(Interfaces.Nic::address).orElse(null));
    }

    Node withArchitecture(Node node) {
        if (!(inventory.get("cpu") instanceof Map<?, ?> cpu)
                || !(cpu.get("architecture") instanceof String architecture)
                || architecture.isBlank()) {
            return node;
        }
        var properties = new LinkedHashMap<>(node.properties());
        properties.put("cpu_arch", architecture);
        return node.with(NodeFields.PROPERTIES, properties);
    }

    private List<Interfaces.Nic> nics() {
        return Interfaces.valid(inventory, pluginData);
    }
}
