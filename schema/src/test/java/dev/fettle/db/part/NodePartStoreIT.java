package dev.fettle.db.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.db.Samples;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.operation.Acceptance;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.resource.Resources;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.portgroup.PortgroupFields;
import dev.fettle.model.volume.VolumeTargetFields;
import dev.fettle.testing.PostgresServer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodePartStoreIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private final NodeStore nodes = new NodeStore(POSTGRES.database());
    private final NodePartStore ports = new NodePartStore(POSTGRES.database(), Resources.PORT_TABLE);
    private final NodePartStore groups = new NodePartStore(POSTGRES.database(), Resources.PORTGROUP_TABLE);
    private final NodePartStore targets = new NodePartStore(POSTGRES.database(), Resources.VOLUME_TARGET_TABLE);
    private final Node node = Samples.stored(POSTGRES.database());
    private final Node other = Samples.stored(POSTGRES.database());

    @Test
    void aPartShowsTheUuidsOfWhatItBelongsTo() {
        var group = group(node);
        var port = port(node, uuid(group));

        assertThat(port.get(PortFields.PORTGROUP_ID)).isEqualTo(group.get(PortgroupFields.ID));
        assertThat(port.get(PortFields.PORTGROUP_UUID)).isEqualTo(uuid(group));
        assertThat(group.get(PortgroupFields.NODE_UUID)).isEqualTo(node.uuid());
    }

    @Test
    void aPortgroupWithPortsStaysAndGoesWithItsNode() {
        var group = group(node);
        var port = port(node, uuid(group));

        assertThatThrownBy(() -> groups.delete(uuid(group), (_, _) -> {}))
                .isInstanceOfSatisfying(
                        FaultException.class, e -> assertThat(e.code()).isEqualTo(FaultCode.PORTGROUP_NOT_EMPTY));
        nodes.delete(node.uuid(), _ -> {});

        assertThat(groups.reads().find(uuid(group))).isEmpty();
        assertThat(ports.reads().find(port.require(PortFields.UUID))).isEmpty();
    }

    @Test
    void aReferenceToNothingIsTheCallersMistake() {
        assertThatThrownBy(() -> port(node, UUID.randomUUID())).isInstanceOfSatisfying(FaultException.class, e -> {
            assertThat(e.code()).isEqualTo(FaultCode.PORTGROUP_NOT_FOUND);
            assertThat(e.status()).isEqualTo(400);
        });
        var port = port(node, null);
        assertThatThrownBy(() -> move(port, UUID.randomUUID())).isInstanceOfSatisfying(FaultException.class, e -> {
            assertThat(e.code()).isEqualTo(FaultCode.NODE_NOT_FOUND);
            assertThat(e.status()).isEqualTo(400);
        });
    }

    @Test
    void aPartMovesOnlyWhenBothNodesAreFree() {
        var port = port(node, null);
        lock(other);

        assertThat(move(port, other.uuid())).isInstanceOf(PartEdit.Locked.class);

        var third = Samples.stored(POSTGRES.database());
        assertThat(move(port, third.uuid()))
                .isInstanceOfSatisfying(
                        PartEdit.Saved.class,
                        saved -> assertThat(((Values) saved.part()).get(PortFields.NODE_ID))
                                .isEqualTo(third.id()));
        assertThat(move(port, other.uuid())).isInstanceOf(PartEdit.Locked.class);
    }

    @Test
    void aShortWriteIsRefusedWhileTheNodeIsLockedButANewPartIsTaken() {
        var group = group(node);
        lock(node);

        assertThat(groups.edit(uuid(group), (_, it) -> it.with(PortgroupFields.MODE, "x")))
                .isInstanceOf(PartEdit.Locked.class);
        assertThat(groups.delete(uuid(group), (_, _) -> {})).isInstanceOf(PartEdit.Locked.class);
        assertThat(group(node).get(PortgroupFields.MODE)).isEqualTo("active-backup");
    }

    @Test
    void aWriteOfAGroupTakesItsPortsAlong() {
        var group = group(node);
        var port = port(node, uuid(group));

        groups.edit(uuid(group), (locked, it) -> {
            locked.parts(ports)
                    .forEach(member -> locked.save(ports, member, member.with(PortFields.PHYSICAL_NETWORK, "net")));
            return it.with(PortgroupFields.PHYSICAL_NETWORK, "net");
        });

        assertThat(ports.reads()
                        .find(port.require(PortFields.UUID))
                        .orElseThrow()
                        .get(PortFields.PHYSICAL_NETWORK))
                .isEqualTo("net");
    }

    @Test
    void aBootIndexIsUniqueOnItsNodeOnly() {
        target(node, 0);
        target(other, 0);

        assertThatThrownBy(() -> target(node, 0))
                .isInstanceOf(FaultException.class)
                .hasMessage("A volume target with boot index '0' for the same node already exists.");
    }

    private PartEdit<Values> move(Values port, UUID to) {
        return ports.edit(port.require(PortFields.UUID), (_, it) -> it.with(PortFields.NODE_UUID, to));
    }

    private void lock(Node of) {
        var work = Samples.work(of, OperationKind.DEPLOY, "host");
        assertThat(new OperationStore(POSTGRES.database()).accept(work, of, Samples.nothing(), Optional.empty(), false))
                .isInstanceOf(Acceptance.Accepted.class);
    }

    private Values group(Node of) {
        return groups.insert(
                Values.none(PortgroupFields.TABLE)
                        .with(PortgroupFields.UUID, UUID.randomUUID())
                        .with(PortgroupFields.NODE_UUID, of.uuid()),
                (_, it) -> it);
    }

    private Values port(Node of, @Nullable UUID group) {
        return ports.insert(
                Values.none(PortFields.TABLE)
                        .with(PortFields.NODE_UUID, of.uuid())
                        .with(PortFields.PORTGROUP_UUID, group)
                        .with(PortFields.ADDRESS, "52:54:00:ac:00:%02x".formatted(NUMBER.incrementAndGet())),
                (_, it) -> it);
    }

    private void target(Node of, long index) {
        targets.insert(
                Values.none(VolumeTargetFields.TABLE)
                        .with(VolumeTargetFields.NODE_UUID, of.uuid())
                        .with(VolumeTargetFields.VOLUME_TYPE, "iscsi")
                        .with(VolumeTargetFields.VOLUME_ID, "v")
                        .with(VolumeTargetFields.BOOT_INDEX, index),
                (_, it) -> it);
    }

    private static UUID uuid(Values group) {
        return group.require(PortgroupFields.UUID);
    }
}
