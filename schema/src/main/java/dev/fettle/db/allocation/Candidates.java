package dev.fettle.db.allocation;

import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.Session;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.SelectField;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/**
 * The nodes that an allocation may have ({@code contract/conductor.md} section 13), as filters that follow one another. That somebody holds
 * the lock of a node is no filter: it fits, only not now.
 *
 * @param known nodes that may be spoken of: to the owner of an allocation not even the number of those of others is told
 * @param filters in the order in which a reason names them
 */
record Candidates(Condition known, List<Filter> filters, List<SortField<?>> order) {

    /** @param words what nodes do that pass, such as "are in state available" */
    record Filter(String words, Condition condition) {}

    /** @param left nodes that pass all filters, whoever works on them */
    record Tally(long left, String reason) {}

    static Candidates of(Allocation wish) {
        var filters = new ArrayList<Filter>();
        var resourceClass = wish.get(AllocationFields.RESOURCE_CLASS);
        filters.add(new Filter("have resource class " + resourceClass, NODES.RESOURCE_CLASS.eq(resourceClass)));
        if (!wish.candidateNodes().isEmpty()) {
            filters.add(new Filter("are among the candidate nodes", named(wish.candidateNodes())));
        }
        if (!wish.traits().isEmpty()) {
            filters.add(new Filter("have all of the traits " + String.join(", ", wish.traits()), with(wish.traits())));
        }
        filters.add(new Filter("are in state available", NODES.PROVISION_STATE.eq("available")));
        filters.add(new Filter("are not in maintenance", NODES.MAINTENANCE.isFalse()));
        filters.add(new Filter(
                "are free of an instance", NODES.INSTANCE_UUID.isNull().and(NODES.ALLOCATION_ID.isNull())));
        filters.add(new Filter("have a known power state", NODES.POWER_STATE.isNotNull()));
        return new Candidates(known(wish), List.copyOf(filters), order(wish));
    }

    Condition all() {
        return filters.stream().map(Filter::condition).reduce(known, Condition::and);
    }

    /** How many nodes pass the filters, and which of them left none. One statement. */
    Tally count(Session session) {
        var columns = new ArrayList<SelectField<?>>();
        columns.add(DSL.count());
        var passed = DSL.noCondition();
        for (var filter : filters) {
            passed = passed.and(filter.condition());
            columns.add(DSL.count().filterWhere(passed));
        }
        return session.first(Session.SQL.select(columns).from(NODES).where(known), row -> {
                    var counts = new long[columns.size()];
                    for (var i = 0; i < counts.length; i++) {
                        counts[i] = row.getLong(i + 1);
                    }
                    return new Tally(counts[counts.length - 1], reason(counts));
                })
                .orElseThrow();
    }

    private String reason(long[] counts) {
        var first = 0;
        while (first < filters.size() - 1 && counts[first + 1] > 0) {
            first++;
        }
        var before = filters.subList(0, first).stream().map(Filter::words).collect(Collectors.joining(" and "));
        var of = before.isEmpty() ? counts[first] + " nodes" : counts[first] + " nodes that " + before;
        return "of " + of + ", none " + filters.get(first).words();
    }

    private static Condition known(Allocation wish) {
        var parents = NODES.PARENT_NODE.isNull();
        return Optional.ofNullable(wish.get(AllocationFields.OWNER))
                .map(owner -> parents.and(NODES.OWNER.eq(owner).or(NODES.LESSEE.eq(owner))))
                .orElse(parents);
    }

    private static Condition named(List<String> uuids) {
        return DSL.condition("{0} = any({1}::uuid[])", NODES.UUID, DSL.val(uuids.toArray(String[]::new)));
    }

    private static Condition with(List<String> traits) {
        return DSL.condition(
                "{0}::text[] <@ array(select trait from node_traits where node_id = {1})",
                DSL.val(traits.toArray(String[]::new)), NODES.ID);
    }

    /** A node of the same name first, the others in any order: so that searches at the same time do not all begin with the same one. */
    private static List<SortField<?>> order(Allocation wish) {
        var order = new ArrayList<SortField<?>>();
        Optional.ofNullable(wish.get(AllocationFields.NAME))
                .ifPresent(name ->
                        order.add(DSL.when(NODES.NAME.eq(name), 0).otherwise(1).asc()));
        order.add(DSL.rand().asc());
        return order;
    }
}
