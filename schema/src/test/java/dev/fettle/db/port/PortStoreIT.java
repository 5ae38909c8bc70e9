package dev.fettle.db.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.db.Samples;
import dev.fettle.db.operation.Acceptance;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.part.PartEdit;
import dev.fettle.db.resource.ResourceFilter;
import dev.fettle.db.resource.ResourceQuery;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.testing.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PortStoreIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private final PortStore ports = new PortStore(POSTGRES.database());
    private final Node node = Samples.stored(POSTGRES.database());

    @Test
    void aStoredPortIsFoundInEveryWay() {
        var port = ports.insert(port(node)
                .with(PortFields.NAME, "eth-" + node.id())
                .with(PortFields.LOCAL_LINK_CONNECTION, Map.of("switch_id", "aa", "port", 7)));

        assertThat(port.require(PortFields.NODE_UUID)).isEqualTo(node.uuid());
        assertThat(port.require(PortFields.NODE_ID)).isEqualTo(node.id());
        assertThat(port.require(PortFields.PXE_ENABLED)).isTrue();
        assertThat(ports.find(port.uuid())).contains(port);
        assertThat(ports.findByName("eth-" + node.id())).contains(port);
        assertThat(ports.findByAddress(port.address().toUpperCase(java.util.Locale.ROOT)))
                .contains(port);
        assertThat(ports.ofNode(node.uuid())).containsExactly(port);
        assertThat(ports.ofNode(UUID.randomUUID())).isEmpty();
    }

    @Test
    void takenValuesAreNamed() {
        var first = ports.insert(port(node).with(PortFields.NAME, "taken"));

        assertFault(
                () -> ports.insert(port(node).with(PortFields.UUID, first.uuid())),
                FaultCode.PORT_ALREADY_EXISTS,
                "A port with UUID " + first.uuid() + " already exists.");
        assertFault(
                () -> ports.insert(port(node).with(PortFields.ADDRESS, first.address())),
                FaultCode.MAC_ALREADY_EXISTS,
                "A port with MAC address " + first.address() + " already exists.");
        assertFault(
                () -> ports.insert(port(node).with(PortFields.NAME, "taken")),
                FaultCode.PORT_DUPLICATE_NAME,
                "A port with name taken already exists.");
        assertFault(
                () -> ports.insert(port(node).with(PortFields.NODE_UUID, UUID.randomUUID())),
                FaultCode.NODE_NOT_FOUND,
                "could not be found");
    }

    @Test
    void shortWritesAreRefusedWhileTheNodeIsLocked() {
        var port = ports.insert(port(node));
        var renamed = saved(ports.edit(port.uuid(), it -> it.with(PortFields.DESCRIPTION, "one")));
        assertThat(renamed.get(PortFields.UPDATED_AT)).isNotNull();
        assertThat(ports.find(port.uuid())).contains(renamed);

        var lock = lock();
        assertThat(ports.edit(port.uuid(), it -> it)).isInstanceOf(PartEdit.Locked.class);
        assertThat(ports.delete(port.uuid())).isInstanceOf(PartEdit.Locked.class);

        var saved = ports.savePort(lock, renamed.with(PortFields.INTERNAL_INFO, Map.of("vif", "x")));
        assertThat(saved.internalInfo()).isEqualTo(Map.of("vif", "x"));
        var old = new NodeLock(lock.nodeId(), lock.nodeUuid(), lock.holder(), lock.fence() + 1, lock.since());
        assertThatThrownBy(() -> ports.savePort(old, port)).isInstanceOf(LockLostException.class);
    }

    @Test
    void aDeletedPortIsGone() {
        var port = ports.insert(port(node));
        var seen = new ArrayList<UUID>();

        assertThat(ports.parts()
                        .delete(port.uuid(), (of, _) -> seen.add(of.node().uuid())))
                .isEqualTo(new PartEdit.Saved<>(port.values()));
        assertThat(seen).containsExactly(node.uuid());
        assertThat(ports.find(port.uuid())).isEmpty();
        assertFault(() -> ports.edit(port.uuid(), it -> it), FaultCode.PORT_NOT_FOUND, "could not be found");
    }

    @Test
    void addressesLeadToTheirNodes() {
        var other = Samples.stored(POSTGRES.database());
        var one = ports.insert(port(node)).address();
        var two = ports.insert(port(node)).address();
        var three = ports.insert(port(other)).address();

        assertThat(ports.nodeOfAddresses(List.of(one.toUpperCase(java.util.Locale.ROOT), two)))
                .containsExactly(node.uuid());
        assertThat(ports.nodeOfAddresses(List.of(one, three))).containsExactlyInAnyOrder(node.uuid(), other.uuid());
        assertThat(ports.nodeOfAddresses(List.of("02:00:00:00:00:00"))).isEmpty();
    }

    @Test
    void comesInPages() {
        var all = new ArrayList<Port>();
        for (var i = 0; i < 5; i++) {
            all.add(ports.insert(port(node).with(PortFields.VENDOR, i % 2 == 0 ? null : "v")));
        }
        for (var key : List.of(PortFields.ID, PortFields.VENDOR, PortFields.ADDRESS, PortFields.NODE_UUID)) {
            for (var descending : List.of(false, true)) {
                var whole = page(key, descending, null, 0);
                var first = page(key, descending, null, 3);
                var rest = page(key, descending, first.getLast().uuid(), 3);
                assertThat(whole).as(key.name()).containsExactlyInAnyOrderElementsOf(all);
                first.addAll(rest);
                assertThat(first).as(key.name()).isEqualTo(whole);
            }
        }
        assertFault(
                () -> page(PortFields.ID, false, UUID.randomUUID(), 1), FaultCode.PORT_NOT_FOUND, "could not be found");
    }

    private List<Port> page(Field<?> key, boolean descending, @Nullable UUID marker, int limit) {
        var ofNode = new ResourceFilter.Equals(PortFields.NODE_ID, node.id());
        var query = new ResourceQuery(List.of(ofNode), PortFields.TABLE.fields(), key, descending, marker, limit);
        return new ArrayList<>(
                ports.parts().reads().list(query).stream().map(Port::new).toList());
    }

    private static Port saved(PartEdit<Port> edit) {
        return switch (edit) {
            case PartEdit.Saved<Port>(var port) -> port;
            case PartEdit.Locked<Port>(var holder) -> throw new AssertionError(holder);
        };
    }

    private NodeLock lock() {
        var work = Samples.work(node, OperationKind.DEPLOY, "host");
        var accepted =
                new OperationStore(POSTGRES.database()).accept(work, node, Samples.nothing(), Optional.empty(), false);
        return ((Acceptance.Accepted) accepted).lock();
    }

    private static Port port(Node of) {
        var number = NUMBER.incrementAndGet();
        return new Port(Values.none(PortFields.TABLE))
                .with(PortFields.NODE_UUID, of.uuid())
                .with(PortFields.ADDRESS, "52:54:00:ab:00:%02x".formatted(number));
    }

    private static void assertFault(Runnable call, FaultCode code, String text) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(FaultException.class, fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.text()).contains(text);
        });
    }
}
