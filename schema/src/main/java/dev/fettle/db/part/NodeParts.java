package dev.fettle.db.part;

import dev.fettle.db.Database;
import dev.fettle.db.resource.Resources;

/** The stores of everything that hangs on nodes. */
public record NodeParts(
        NodePartStore ports, NodePartStore portgroups, NodePartStore connectors, NodePartStore targets) {

    public static NodeParts of(Database database) {
        return new NodeParts(
                new NodePartStore(database, Resources.PORT_TABLE),
                new NodePartStore(database, Resources.PORTGROUP_TABLE),
                new NodePartStore(database, Resources.VOLUME_CONNECTOR_TABLE),
                new NodePartStore(database, Resources.VOLUME_TARGET_TABLE));
    }
}
