package dev.fettle.model.provision;

/** One legal move: in {@code from}, {@code event} leads to {@code to}. */
public record Transition(ProvisionState from, ProvisionEvent event, ProvisionState to) {

    static Transition on(ProvisionState from, ProvisionEvent event, ProvisionState to) {
        return new Transition(from, event, to);
    }
}
