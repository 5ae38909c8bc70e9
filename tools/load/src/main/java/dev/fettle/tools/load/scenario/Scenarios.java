package dev.fettle.tools.load.scenario;

import java.util.ArrayList;
import java.util.List;

/** All of them, in the order they are run: what needs many nodes comes last, since nodes stay. */
public final class Scenarios {
    private Scenarios() {}

    public static List<Scenario> all() {
        var all = new ArrayList<Scenario>();
        all.add(new Memory());
        all.addAll(Nodes.scenarios());
        all.add(new PatchOneNode());
        all.add(AgentCalls.LOOKUP);
        all.add(AgentCalls.HEARTBEAT);
        all.add(new Churn());
        all.addAll(Nodes.lists());
        all.add(new Idle());
        return List.copyOf(all);
    }

    /**
     * Those with these names, in the order of {@link #all}; all of them when none is named.
     *
     * @throws IllegalArgumentException when a name is unknown
     */
    public static List<Scenario> named(List<String> names) {
        var known = all().stream().map(Scenario::name).toList();
        for (var name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown scenario '" + name + "'; known: " + String.join(", ", known));
            }
        }
        return all().stream()
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .toList();
    }
}
