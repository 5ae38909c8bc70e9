package dev.fettle.conductor.node;

import dev.fettle.conductor.driver.DriverCatalog;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.CreateNode;
import java.util.UUID;

/** Enrols a node: defaults, interfaces, the row. */
public final class CreateNodeHandler implements RpcHandler<CreateNode, Node> {
    private final NodeStore nodes;
    private final DriverCatalog drivers;
    private final Configuration config;

    public CreateNodeHandler(NodeStore nodes, DriverCatalog drivers, Configuration config) {
        this.nodes = nodes;
        this.drivers = drivers;
        this.config = config;
    }

    @Override
    public Node handle(CreateNode request, CallContext context) {
        var complete = Node.of(defaults().overlay(request.nodeObj().values()));
        var composed = drivers.fillDefaults(complete);
        drivers.compose(composed);
        return nodes.insert(composed);
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
