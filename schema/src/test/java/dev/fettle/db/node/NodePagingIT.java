package dev.fettle.db.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.db.Samples;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.testing.PostgresServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodePagingIT {
    private static final int COUNT = 9;

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private final NodeStore nodes = new NodeStore(POSTGRES.database());

    /** Every third node has nothing but what it must have; the others share values in pairs. */
    @BeforeAll
    static void fill() {
        var store = new NodeStore(POSTGRES.database());
        for (var i = 0; i < COUNT; i++) {
            var values = Samples.node().values().toBuilder();
            for (var field : NodeFields.TABLE.fields()) {
                if (i % 3 != 0) {
                    switch (field.type()) {
                        case TEXT -> values.putRaw(field, "v" + (field.equals(NodeFields.NAME) ? i : i / 2));
                        case INTEGER -> values.putRaw(field, (long) i / 2);
                        case BOOLEAN -> values.putRaw(field, i % 2 == 0);
                        case TIMESTAMP -> values.putRaw(field, Instant.ofEpochSecond(i / 2));
                        case UUID -> values.putRaw(field, UUID.randomUUID());
                        default -> {}
                    }
                }
            }
            List.of(
                            NodeFields.CHASSIS_ID,
                            NodeFields.CHASSIS_UUID,
                            NodeFields.ALLOCATION_ID,
                            NodeFields.ALLOCATION_UUID)
                    .forEach(values::unset);
            store.insert(Node.of(values.put(NodeFields.PROVISION_STATE, i % 2 == 0 ? "active" : "enroll")
                    .build()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pagesOfEverySortKeyMakeTheWholeList(boolean descending) {
        for (var key : NodeFields.TABLE.fields()) {
            if (!key.type().holdsDocuments()) {
                var whole = uuids(nodes.list(query(List.of(), key, descending, null, 0)));
                assertThat(whole).as(key.name()).hasSize(COUNT).doesNotHaveDuplicates();
                assertThat(paged(key, descending)).as(key.name()).isEqualTo(whole);
            }
        }
    }

    @Test
    void nullComesFirst() {
        var ascending = nodes.list(query(List.of(), NodeFields.OWNER, false, null, 0));
        var descending = nodes.list(query(List.of(), NodeFields.OWNER, true, null, 0));

        assertThat(ascending.getFirst().get(NodeFields.OWNER)).isNull();
        assertThat(ascending.getLast().get(NodeFields.OWNER)).isEqualTo("v4");
        assertThat(uuids(descending)).isEqualTo(uuids(ascending).reversed());
    }

    @Test
    void filters() {
        assertThat(count(new NodeFilter.Equals(NodeFields.OWNER, "v1"))).isEqualTo(1);
        assertThat(count(new NodeFilter.Equals(NodeFields.OWNER, null))).isEqualTo(3);
        assertThat(count(new NodeFilter.Equals(NodeFields.PROVISION_STATE, "active")))
                .isEqualTo(5);
        assertThat(count(new NodeFilter.Equals(NodeFields.CREATED_AT, Instant.EPOCH)))
                .isZero();
        assertThat(count(new NodeFilter.In(NodeFields.SHARD, List.of("v0", "v2"))))
                .isEqualTo(3);
        assertThat(count(new NodeFilter.In(NodeFields.SHARD, List.of()))).isZero();
        assertThat(count(new NodeFilter.In(NodeFields.INSTANCE_UUID, List.of(UUID.randomUUID()))))
                .isZero();
        assertThat(count(new NodeFilter.In(NodeFields.MAINTENANCE, List.of(true))))
                .isEqualTo(3);
        assertThat(count(new NodeFilter.NotNull(NodeFields.INSTANCE_UUID, true)))
                .isEqualTo(6);
        assertThat(count(new NodeFilter.NotNull(NodeFields.INSTANCE_UUID, false)))
                .isEqualTo(3);
        assertThat(count(new NodeFilter.Contains(NodeFields.DESCRIPTION, "v"))).isEqualTo(6);
        assertThat(count(new NodeFilter.Contains(NodeFields.DESCRIPTION, "_4"))).isEqualTo(1);
        assertThat(count(new NodeFilter.OwnerOrLessee("v4"))).isEqualTo(1);
        assertThat(count(new NodeFilter.AnyOf(List.of(
                        new NodeFilter.Equals(NodeFields.OWNER, "v4"), new NodeFilter.Equals(NodeFields.OWNER, null)))))
                .isEqualTo(4);
        assertThat(nodes.countNodesIn(List.of(ProvisionState.ACTIVE, ProvisionState.ENROLL)))
                .isEqualTo(COUNT);
    }

    @Test
    void onlyWhatIsAskedForIsLoaded() {
        var node = nodes.list(new NodeQuery(List.of(), Set.of(NodeFields.NAME), NodeFields.ID, false, null, 1))
                .getFirst();

        assertThat(node.values().setFields())
                .containsExactlyInAnyOrder(NodeFields.ID, NodeFields.UUID, NodeFields.NAME);
        assertThatThrownBy(() -> node.get(NodeFields.OWNER)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void streamsTheSame() {
        var query = query(List.of(), NodeFields.NAME, false, null, 0);
        var streamed = new ArrayList<Node>();
        nodes.stream(query, streamed::add);

        assertThat(streamed).isEqualTo(nodes.list(query));
    }

    @Test
    void manyComeInTheirOrderWithTheirTraits() {
        var made = new ArrayList<Node>();
        for (var i = 0; i < 2 * NodePage.PIECE + 7; i++) {
            var traits = i % 3 == 0 ? List.of("CUSTOM_" + i, "HW_A") : List.<String>of();
            made.add(nodes.insert(Samples.node().with(NodeFields.SHARD, "many").with(NodeFields.TRAITS, traits)));
        }
        try {
            assertThat(streamed(0)).isEqualTo(made.stream().map(NodePagingIT::traits).toList());
            assertThat(streamed(NodePage.PIECE))
                    .isEqualTo(made.stream().limit(NodePage.PIECE).map(NodePagingIT::traits).toList());
            assertThatThrownBy(() -> nodes.stream(many(0), _ -> {
                        throw new IllegalStateException("enough");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("enough");
        } finally {
            made.forEach(node -> nodes.delete(node.uuid(), _ -> {}));
        }
    }

    private List<String> streamed(int limit) {
        var found = new ArrayList<String>();
        nodes.stream(many(limit), node -> found.add(traits(node)));
        return found;
    }

    private static String traits(Node node) {
        return node.uuid() + " " + node.traits();
    }

    private static NodeQuery many(int limit) {
        var filter = new NodeFilter.Equals(NodeFields.SHARD, "many");
        return new NodeQuery(List.of(filter), Set.of(NodeFields.TRAITS), NodeFields.ID, false, null, limit);
    }

    @Test
    void anUnknownMarkerIsAFault() {
        var query = query(List.of(), NodeFields.NAME, false, UUID.randomUUID(), 3);

        assertThatThrownBy(() -> nodes.list(query))
                .isInstanceOfSatisfying(
                        FaultException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.NODE_NOT_FOUND));
    }

    private long count(NodeFilter filter) {
        var listed = nodes.list(query(List.of(filter), NodeFields.ID, false, null, 0));
        assertThat(nodes.count(List.of(filter))).isEqualTo(listed.size());
        return listed.size();
    }

    private List<UUID> paged(Field<?> key, boolean descending) {
        var all = new ArrayList<UUID>();
        UUID marker = null;
        for (var page = 0; page <= COUNT; page++) {
            var found = uuids(nodes.list(query(List.of(), key, descending, marker, 2)));
            if (found.isEmpty()) {
                break;
            }
            all.addAll(found);
            marker = found.getLast();
        }
        return all;
    }

    private static NodeQuery query(List<NodeFilter> filters, Field<?> key, boolean descending, UUID marker, int limit) {
        return new NodeQuery(
                filters, new java.util.HashSet<>(List.of(NodeFields.NAME, key)), key, descending, marker, limit);
    }

    private static List<UUID> uuids(List<Node> list) {
        return list.stream().map(Node::uuid).toList();
    }
}
