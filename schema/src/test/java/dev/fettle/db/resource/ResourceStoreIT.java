package dev.fettle.db.resource;

import static dev.fettle.db.resource.Resources.CHASSIS_TABLE;
import static dev.fettle.db.resource.Resources.PORTGROUP_TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.db.Samples;
import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.chassis.ChassisFields;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.portgroup.PortgroupFields;
import dev.fettle.model.runbook.RunbookFields;
import dev.fettle.testing.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResourceStoreIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private final NodeStore nodes = new NodeStore(POSTGRES.database());
    private final ResourceStore chassis = new ResourceStore(POSTGRES.database(), CHASSIS_TABLE);
    private final ResourceStore portgroups = new ResourceStore(POSTGRES.database(), PORTGROUP_TABLE);
    private final ResourceStore runbooks = new ResourceStore(POSTGRES.database(), Resources.RUNBOOK_TABLE);

    @Test
    void whatWasStoredComesBack() {
        var uuid = UUID.randomUUID();
        var stored = runbooks.insert(Values.none(RunbookFields.TABLE)
                .with(RunbookFields.UUID, uuid)
                .with(RunbookFields.NAME, "CUSTOM_" + uuid)
                .with(RunbookFields.TRAITS, List.of("CUSTOM_B", "CUSTOM_A"))
                .with(RunbookFields.STEPS, List.of(Map.of("step", "erase", "order", 1))));

        assertThat(runbooks.find(uuid)).contains(stored);
        assertThat(runbooks.findByName("CUSTOM_" + uuid)).contains(stored);
        assertThat(stored.get(RunbookFields.TRAITS)).containsExactly("CUSTOM_B", "CUSTOM_A");
        assertThat(stored.get(RunbookFields.STEPS)).isEqualTo(List.of(Map.of("step", "erase", "order", 1)));
        assertThat(stored.get(RunbookFields.PUBLIC)).isFalse();
        assertThat(stored.get(RunbookFields.CREATED_AT)).isNotNull();
        assertThat(stored.get(RunbookFields.UPDATED_AT)).isNull();
    }

    @Test
    void aTakenValueIsTheFaultThatClientsKnow() {
        var one = chassis.insert(Values.none(ChassisFields.TABLE).with(ChassisFields.UUID, UUID.randomUUID()));

        assertThatThrownBy(() -> chassis.insert(one))
                .isInstanceOf(FaultException.class)
                .hasMessage("A chassis with UUID " + one.get(ChassisFields.UUID) + " already exists.");
    }

    @Test
    void aNodeIsPutIntoAChassisByItsUuidAndKeepsItFromBeingDeleted() {
        var uuid = UUID.randomUUID();
        chassis.insert(Values.none(ChassisFields.TABLE).with(ChassisFields.UUID, uuid));
        var node = nodes.insert(Samples.node().with(NodeFields.CHASSIS_UUID, uuid));

        assertThat(nodes.find(node.uuid()).orElseThrow().get(NodeFields.CHASSIS_UUID))
                .isEqualTo(uuid);
        assertThatThrownBy(() -> chassis.delete(uuid, _ -> {}))
                .isInstanceOfSatisfying(
                        FaultException.class, e -> assertThat(e.code()).isEqualTo(FaultCode.CHASSIS_NOT_EMPTY));

        nodes.edit(node.uuid(), before -> before.with(NodeFields.CHASSIS_UUID, null));
        chassis.delete(uuid, _ -> {});
        assertThat(chassis.find(uuid)).isEmpty();
        assertThatThrownBy(() -> nodes.edit(node.uuid(), before -> before.with(NodeFields.CHASSIS_UUID, uuid)))
                .isInstanceOfSatisfying(FaultException.class, e -> {
                    assertThat(e.code()).isEqualTo(FaultCode.CHASSIS_NOT_FOUND);
                    assertThat(e.status()).isEqualTo(400);
                });
    }

    @Test
    void listsAreFilteredByTheNode() {
        var mine = node("mine");
        var theirs = node("theirs");
        var first = portgroup(mine);
        portgroup(theirs);

        var found = portgroups.list(new ResourceQuery(
                List.of(new ResourceFilter.OfNodes(List.of(new NodeFilter.Equals(NodeFields.OWNER, "mine")))),
                List.of(PortgroupFields.NODE_UUID),
                PortgroupFields.ID,
                false,
                null,
                10));

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().get(PortgroupFields.UUID)).isEqualTo(first.get(PortgroupFields.UUID));
        assertThat(found.getFirst().get(PortgroupFields.NODE_UUID)).isEqualTo(mine.uuid());
    }

    @Test
    void aMarkerThatIsNotSeen_isUnknown() {
        var seen = List.<ResourceFilter>of(
                new ResourceFilter.OfNodes(List.of(new NodeFilter.Equals(NodeFields.OWNER, "me"))));
        var mine = node("me");
        var first = portgroup(mine).require(PortgroupFields.UUID);
        var second = portgroup(mine).require(PortgroupFields.UUID);
        var hidden = portgroup(node("them")).require(PortgroupFields.UUID);

        assertThat(portgroups.list(after(seen, first)))
                .extracting(group -> group.get(PortgroupFields.UUID))
                .containsExactly(second);
        assertThat(portgroups.list(after(List.of(), hidden))).isEmpty();
        assertThatThrownBy(() -> portgroups.list(after(seen, hidden)))
                .isInstanceOfSatisfying(
                        FaultException.class, e -> assertThat(e.code()).isEqualTo(FaultCode.PORTGROUP_NOT_FOUND))
                .hasMessage("Portgroup " + hidden + " could not be found.");
    }

    private static ResourceQuery after(List<ResourceFilter> seen, UUID marker) {
        return new ResourceQuery(seen, List.of(), List.of(), PortgroupFields.ID, false, marker, 10);
    }

    @Test
    void anUpdateWritesTheDifferenceAndItsTime() {
        var before = chassis.insert(Values.none(ChassisFields.TABLE).with(ChassisFields.UUID, UUID.randomUUID()));
        var uuid = before.require(ChassisFields.UUID);

        var after = chassis.update(uuid, values -> values.with(ChassisFields.DESCRIPTION, "rack 7"));

        assertThat(after.get(ChassisFields.DESCRIPTION)).isEqualTo("rack 7");
        assertThat(after.get(ChassisFields.UPDATED_AT)).isNotNull();
        assertThat(chassis.update(uuid, values -> values)).isEqualTo(after);
    }

    private Node node(String owner) {
        return nodes.insert(Samples.node().with(NodeFields.OWNER, owner));
    }

    private Values portgroup(Node node) {
        return portgroups.insert(Values.none(PortgroupFields.TABLE)
                .with(PortgroupFields.UUID, UUID.randomUUID())
                .with(PortgroupFields.NODE_UUID, node.uuid()));
    }
}
