package dev.fettle.conductor.driver;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import java.util.UUID;

/** What a node is before anybody has said anything else of it. */
public final class NewNodes {
    private final DriverCatalog drivers;
    private final Configuration config;

    public NewNodes(DriverCatalog drivers, Configuration config) {
        this.drivers = drivers;
        this.config = config;
    }

    /**
     * The node with all its fields and interfaces, in enroll.
     *
     * @param given what is known of it, its driver at least
     * @throws dev.fettle.model.FaultException when driver and interfaces do not fit together or are not enabled here
     */
    public Node complete(Values given) {
        var composed = drivers.fillDefaults(Node.of(defaults().overlay(given)));
        drivers.compose(composed);
        return composed;
    }

    private Values defaults() {
        var values = Values.none(NodeFields.TABLE).toBuilder();
        for (var field : NodeFields.TABLE.fields()) {
            if (field.nullable()) {
                values.putRaw(field, null);
            } else {
                switch (field.type()) {
                    case OBJECT, TEXT_LIST, LIST -> values.putRaw(field, null);
                    case BOOLEAN -> values.putRaw(field, false);
                    default -> values.unset(field);
                }
            }
        }
        return values.put(NodeFields.UUID, UUID.randomUUID())
                .put(NodeFields.PROVISION_STATE, ProvisionState.ENROLL.word())
                .put(NodeFields.CONDUCTOR_GROUP, config.get(DefaultOptions.DEFAULT_CONDUCTOR_GROUP))
                .put(
                        NodeFields.RESOURCE_CLASS,
                        config.get(DefaultOptions.DEFAULT_RESOURCE_CLASS).orElse(null))
                .put(NodeFields.DISABLE_POWER_OFF, false)
                .put(NodeFields.RETIRED, false)
                .unset(NodeFields.ID)
                .unset(NodeFields.CREATED_AT)
                .unset(NodeFields.UPDATED_AT)
                .build();
    }
}
