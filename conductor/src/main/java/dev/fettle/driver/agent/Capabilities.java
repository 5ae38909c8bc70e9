package dev.fettle.driver.agent;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.DeployOptions;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.net.WireJson;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Capabilities of a node or wanted for an instance: an object, its JSON text, or {@code key:value,key:value}. */
final class Capabilities {
    private Capabilities() {}

    /** An instance's wish wins over the node's property. */
    static Optional<String> find(NodeTask task, String name) {
        var wish = read(task.node().instanceInfo().get("capabilities")).get(name);
        var property = read(task.node().properties().get("capabilities")).get(name);
        return Optional.ofNullable(wish != null ? wish : property);
    }

    /** {@code uefi} or {@code bios}. */
    static String bootMode(NodeTask task) {
        if (find(task, "secure_boot").filter("true"::equals).isPresent()) {
            return "uefi";
        }
        return find(task, "boot_mode")
                .filter(mode -> mode.equals("uefi") || mode.equals("bios"))
                .orElseGet(() -> task.config().get(DeployOptions.DEFAULT_BOOT_MODE));
    }

    /** @throws FaultException 400 when {@code [conductor]disallowed_deployment_boot_modes} names the boot mode */
    static void requireAllowedBootMode(NodeTask task) {
        var mode = bootMode(task);
        if (task.config().get(ConductorOptions.DISALLOWED_DEPLOYMENT_BOOT_MODES).contains(mode)) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "Boot mode " + mode + " is not allowed for deployments. Choose another boot_mode in"
                            + " instance_info/capabilities or properties/capabilities.");
        }
    }

    private static Map<String, String> read(@Nullable Object value) {
        var found = new LinkedHashMap<String, String>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> found.put(Objects.toString(key), Objects.toString(item)));
        } else if (value instanceof String text && text.strip().startsWith("{")) {
            WireJson.parse(text)
                    .ifPresent(json -> json.properties()
                            .forEach(entry ->
                                    found.put(entry.getKey(), entry.getValue().asText())));
        } else if (value instanceof String text) {
            for (var pair : text.split(",", 1000)) {
                var colon = pair.indexOf(':');
                if (colon > 0) {
                    found.put(
                            pair.substring(0, colon).strip(),
                            pair.substring(colon + 1).strip());
                }
            }
        }
        return found;
    }
}
