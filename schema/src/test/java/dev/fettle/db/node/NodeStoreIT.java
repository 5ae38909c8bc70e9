package dev.fettle.db.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.db.Samples;
import dev.fettle.db.operation.Acceptance;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.testing.PostgresServer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodeStoreIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    /** Point to rows of other tables. */
    private static final List<Field<?>> REFERENCES = List.of(
            NodeFields.CHASSIS_ID, NodeFields.CHASSIS_UUID, NodeFields.ALLOCATION_ID, NodeFields.ALLOCATION_UUID);

    private final NodeStore nodes = new NodeStore(POSTGRES.database());
    private final OperationStore operations = new OperationStore(POSTGRES.database());

    @Test
    void everyFieldComesBackAsItWasStored() {
        var values = Samples.node().values().toBuilder();
        for (var field : NodeFields.TABLE.fields()) {
            switch (field.type()) {
                case TEXT -> values.putRaw(field, field.name() + " é");
                case UUID -> values.putRaw(field, UUID.randomUUID());
                case INTEGER -> values.putRaw(field, 4_000_000_000L);
                case BOOLEAN -> values.putRaw(field, true);
                case TIMESTAMP -> values.putRaw(field, Instant.parse("2026-02-03T04:05:06.123456Z"));
                case OBJECT -> values.putRaw(field, Map.of("a", List.of(1, 2.5, true, "x"), "b", Map.of("c", 7)));
                case TEXT_LIST -> values.putRaw(field, List.of("CUSTOM_B", "CUSTOM_A"));
                case LIST -> values.putRaw(field, List.of(1, "x"));
            }
        }
        REFERENCES.forEach(values::unset);
        var node = Node.of(values.put(NodeFields.PROVISION_STATE, "available").build());

        var stored = nodes.insert(node);

        var found = nodes.find(node.uuid()).orElseThrow();
        assertThat(found.values()).isEqualTo(stored.values());
        for (var field : NodeFields.TABLE.fields()) {
            switch (field.name()) {
                case "id", "created_at", "revision" ->
                    assertThat(found.get(field)).isNotNull().isNotEqualTo(node.get(field));
                case "updated_at", "reservation", "chassis_id", "chassis_uuid", "allocation_id", "allocation_uuid" ->
                    assertThat(found.get(field)).isNull();
                case "traits" -> assertThat(found.traits()).containsExactly("CUSTOM_A", "CUSTOM_B");
                default -> assertThat(found.get(field)).as(field.name()).isEqualTo(node.get(field));
            }
        }
    }

    @Test
    void aNewNodeHasTheDefaultsOfTheTable() {
        var node = Samples.stored(POSTGRES.database());

        assertThat(node.provisionState()).isEqualTo(ProvisionState.ENROLL);
        assertThat(node.require(NodeFields.CONDUCTOR_GROUP)).isEmpty();
        assertThat(node.maintenance()).isFalse();
        assertThat(node.driverInfo()).isEmpty();
        assertThat(node.traits()).isEmpty();
        assertThat(node.interfaceName(InterfaceKind.POWER)).isNull();
    }

    @Test
    void findsByUuidAndByName() {
        var node = nodes.insert(Samples.node().with(NodeFields.NAME, "rack-1"));

        assertThat(nodes.find(node.uuid().toString())).contains(node);
        assertThat(nodes.find("rack-1")).contains(node);
        assertThat(nodes.findByName("rack-2")).isEmpty();
        assertThat(nodes.find(UUID.randomUUID())).isEmpty();
        assertThat(nodes.find("a\0b")).isEmpty();
    }

    @Test
    void takenValuesAreNamed() {
        var instance = UUID.randomUUID();
        var node = nodes.insert(Samples.node().with(NodeFields.NAME, "taken").with(NodeFields.INSTANCE_UUID, instance));
        var other = Samples.stored(POSTGRES.database());

        assertFault(
                () -> nodes.insert(Samples.node().with(NodeFields.UUID, node.uuid())),
                FaultCode.NODE_ALREADY_EXISTS,
                "A node with UUID " + node.uuid() + " already exists.");
        assertFault(
                () -> nodes.edit(other.uuid(), it -> it.with(NodeFields.NAME, "taken")),
                FaultCode.DUPLICATE_NAME,
                "A node with name taken already exists.");
        assertFault(
                () -> nodes.edit(other.uuid(), it -> it.with(NodeFields.INSTANCE_UUID, instance)),
                FaultCode.INSTANCE_ASSOCIATED,
                instance.toString());
    }

    @Test
    void anEditWritesTheDifferenceAndWhen() {
        var node = Samples.stored(POSTGRES.database());

        var saved = saved(nodes.edit(node.uuid(), it -> it.with(NodeFields.EXTRA, Map.of("a", 1))));

        assertThat(saved.require(NodeFields.EXTRA)).isEqualTo(Map.of("a", 1));
        assertThat(saved.get(NodeFields.UPDATED_AT)).isNotNull();
        assertThat(saved.get(NodeFields.PROVISION_UPDATED_AT)).isNull();
        assertThat(nodes.find(node.uuid())).contains(saved);
        assertThat(saved(nodes.edit(node.uuid(), it -> it))).isEqualTo(saved);
    }

    @Test
    void anEditThatWasOvertakenIsMadeAgain() {
        var node = Samples.stored(POSTGRES.database());
        var calls = new AtomicInteger();

        var saved = saved(nodes.edit(node.uuid(), it -> {
            if (calls.getAndIncrement() == 0) {
                saved(nodes.edit(node.uuid(), other -> other.with(NodeFields.OWNER, "quicker")));
            }
            return it.with(NodeFields.EXTRA, Map.of("owner", String.valueOf(it.get(NodeFields.OWNER))));
        }));

        assertThat(calls).hasValue(2);
        assertThat(saved.get(NodeFields.OWNER)).isEqualTo("quicker");
        assertThat(saved.require(NodeFields.EXTRA)).isEqualTo(Map.of("owner", "quicker"));
        assertThat(nodes.find(node.uuid())).contains(saved);
    }

    @Test
    void anEditDoesNotPassALockTakenMeanwhile() {
        var node = Samples.stored(POSTGRES.database());

        var result = nodes.edit(node.uuid(), it -> {
            lock(node);
            return it.with(NodeFields.OWNER, "late");
        });

        assertThat(result).isInstanceOf(EditResult.Locked.class);
        assertThat(nodes.find(node.uuid()).orElseThrow().get(NodeFields.OWNER)).isNull();
    }

    @Test
    void aChangeOfStateIsTimed() {
        var node = Samples.stored(POSTGRES.database());

        var moved = saved(nodes.edit(
                node.uuid(),
                it -> it.with(NodeFields.PROVISION_STATE, "manageable"),
                Optional.of(new HistoryEntry("moved", "transition", false, "host", null, null))));

        assertThat(moved.get(NodeFields.PROVISION_UPDATED_AT)).isNotNull();
        assertThat(new HistoryStore(POSTGRES.database()).list(HistoryQuery.of(node.uuid())))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.state()).isEqualTo("manageable");
                    assertThat(event.durationSeconds()).isNotNegative();
                });
    }

    @Test
    void aRefusedEditWritesNothing() {
        var node = Samples.stored(POSTGRES.database());

        assertFault(
                () -> nodes.edit(node.uuid(), _ -> {
                    throw new FaultException(FaultCode.INVALID, "no");
                }),
                FaultCode.INVALID,
                "no");
        assertFault(() -> nodes.edit(UUID.randomUUID(), it -> it), FaultCode.NODE_NOT_FOUND, "could not be found.");
        assertFault(
                () -> nodes.edit(node.uuid(), it -> it.with(NodeFields.EXTRA, Map.of("k", "a\0b"))),
                FaultCode.INVALID_PARAMETER_VALUE,
                "'extra'");
        assertFault(
                () -> nodes.edit(node.uuid(), it -> it.with(NodeFields.DESCRIPTION, "a\0b")),
                FaultCode.INVALID_PARAMETER_VALUE,
                "'description'");
        assertThat(nodes.find(node.uuid())).contains(node);
        saved(nodes.edit(node.uuid(), it -> it.with(NodeFields.EXTRA, Map.of("k", "a\\u0000b"))));
    }

    @Test
    void whileLockedOnlyTheHolderWrites() {
        var node = Samples.stored(POSTGRES.database());
        var lock = lock(node);

        assertThat(nodes.edit(node.uuid(), it -> it.with(NodeFields.OWNER, "x")))
                .isInstanceOfSatisfying(EditResult.Locked.class, locked -> {
                    assertThat(locked.holder().holder()).isEqualTo("host-a");
                    assertThat(locked.holder().operation()).isEqualTo("deploy");
                });
        assertThat(nodes.editTraits(node.uuid(), it -> it)).isInstanceOf(EditResult.Locked.class);
        assertThat(nodes.delete(node.uuid(), _ -> {})).isInstanceOf(EditResult.Locked.class);
        assertThat(nodes.lockHolder(node.uuid())).isPresent();
        assertThat(nodes.find(node.uuid()).orElseThrow().get(NodeFields.UPDATED_AT))
                .isNull();

        var saved = nodes.save(lock, Samples.nothing().with(NodeFields.OWNER, "y"));
        assertThat(saved.get(NodeFields.OWNER)).isEqualTo("y");
        assertThat(nodes.save(lock, Samples.nothing())).isEqualTo(saved);
        var old = new NodeLock(lock.nodeId(), lock.nodeUuid(), lock.holder(), lock.fence() - 1, lock.since());
        assertThatThrownBy(() -> nodes.save(old, Samples.nothing().with(NodeFields.OWNER, "z")))
                .isInstanceOf(LockLostException.class);
        assertThatThrownBy(() -> nodes.save(old, Samples.nothing())).isInstanceOf(LockLostException.class);
    }

    @Test
    void anUnlockedWriteNeedsWhatItExpects() {
        var node = Samples.stored(POSTGRES.database());
        var unknown = Samples.nothing().with(NodeFields.POWER_STATE, null).with(NodeFields.EXTRA, Map.of());
        var on = Samples.nothing().with(NodeFields.POWER_STATE, "power on");

        assertThat(nodes.saveIfUnchanged(node.uuid(), unknown, on, Optional.empty()))
                .isTrue();
        assertThat(nodes.saveIfUnchanged(node.uuid(), unknown, on, Optional.empty()))
                .isFalse();
        lock(node);
        assertThat(nodes.saveIfUnchanged(node.uuid(), on, unknown, Optional.empty()))
                .isFalse();
        assertThat(nodes.find(node.uuid()).orElseThrow().get(NodeFields.POWER_STATE))
                .isEqualTo("power on");
    }

    @Test
    void traitsAreASet() {
        var node = Samples.stored(POSTGRES.database());

        var saved = saved(nodes.editTraits(node.uuid(), _ -> List.of("CUSTOM_B", "CUSTOM_A", "CUSTOM_B")));

        assertThat(saved.traits()).containsExactly("CUSTOM_A", "CUSTOM_B");
        assertThat(nodes.find(node.uuid())).contains(saved);
        assertThat(saved(nodes.editTraits(node.uuid(), _ -> List.of())).traits())
                .isEmpty();
    }

    @Test
    void aDeletedNodeIsGone() {
        var node = Samples.stored(POSTGRES.database());

        assertThat(saved(nodes.delete(node.uuid(), _ -> {}))).isEqualTo(node);
        assertThat(nodes.find(node.uuid())).isEmpty();
    }

    @Test
    void noEditOfManyIsLost() throws Exception {
        var node = Samples.stored(POSTGRES.database());
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 32)
                    .mapToObj(number -> threads.submit((Callable<EditResult>) () -> {
                        assertThat(start.await(10, TimeUnit.SECONDS)).isTrue();
                        nodes.editTraits(node.uuid(), traits -> plus(traits, "CUSTOM_" + number));
                        return nodes.edit(node.uuid(), it -> withExtra(it, "key-" + number, number));
                    }))
                    .toList();
            start.countDown();
            for (var task : tasks) {
                assertThat(task.get(30, TimeUnit.SECONDS)).isInstanceOf(EditResult.Saved.class);
            }
        }
        var found = nodes.find(node.uuid()).orElseThrow();
        assertThat(found.require(NodeFields.EXTRA)).hasSize(32);
        assertThat(found.traits()).hasSize(32);
    }

    private NodeLock lock(Node node) {
        var work = Samples.work(node, OperationKind.DEPLOY, "host-a");
        return ((Acceptance.Accepted)
                        operations.accept(work, node, Values.none(NodeFields.TABLE), Optional.empty(), false))
                .lock();
    }

    private static List<String> plus(List<String> traits, String trait) {
        return java.util.stream.Stream.concat(traits.stream(), java.util.stream.Stream.of(trait))
                .toList();
    }

    private static Node withExtra(Node node, String key, Object value) {
        var extra = new LinkedHashMap<>(node.require(NodeFields.EXTRA));
        extra.put(key, value);
        return node.with(NodeFields.EXTRA, extra);
    }

    private static Node saved(EditResult result) {
        assertThat(result).isInstanceOf(EditResult.Saved.class);
        return ((EditResult.Saved) result).node();
    }

    private static void assertFault(Runnable call, FaultCode code, String text) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(FaultException.class, fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.text()).contains(text);
        });
    }

    @Test
    void aNoteOfTheAgentIsMergedUnlessSomebodyHoldsTheLock() {
        var node = Samples.stored(POSTGRES.database());
        nodes.edit(node.uuid(), it -> it.withInternal("kept", "yes"));

        var noted = nodes.noteInternal(node.uuid(), Map.of("agent_url", "https://192.0.2.7:9999"));

        assertThat(noted.orElseThrow().internalInfo())
                .containsEntry("kept", "yes")
                .containsEntry("agent_url", "https://192.0.2.7:9999");
        assertThat(nodes.noteInternal(UUID.randomUUID(), Map.of("a", 1))).isEmpty();
    }
}
