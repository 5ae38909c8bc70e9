package dev.fettle.driver.agent;

import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.Secrets;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The node and its ports as the agent gets them: everything that is known, secrets masked ({@code contract/agent.md} section 4). */
final class AgentDocuments {
    private static final String CONFIG_DRIVE = "configdrive";

    private AgentDocuments() {}

    /** @param withConfigDrive only deploy steps see the config drive */
    static Map<String, Object> node(NodeTask task, boolean withConfigDrive) {
        var masked = Secrets.mask(json(task.node().values()));
        var instance = new LinkedHashMap<>(Secrets.mask(task.node().instanceInfo()));
        if (instance.containsKey(CONFIG_DRIVE)) {
            instance.put(
                    CONFIG_DRIVE, withConfigDrive ? task.node().instanceInfo().get(CONFIG_DRIVE) : Secrets.MASK);
        }
        masked.put(NodeFields.INSTANCE_INFO.name(), instance);
        return masked;
    }

    static List<Map<String, Object>> ports(NodeTask task) {
        return task.ports().stream()
                .map(port -> Secrets.mask(json(port.values())))
                .toList();
    }

    private static Map<String, Object> json(Values values) {
        var json = new LinkedHashMap<String, Object>();
        values.setFields().forEach(field -> json.put(field.name(), plain(values.get(field))));
        return json;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof UUID || value instanceof Instant ? value.toString() : value;
    }
}
