package dev.fettle.model.provision;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What moves a node from one provision state to another. Verbs come from callers, the others from the conductor itself. */
public enum ProvisionEvent {
    ABORT(true),
    ADOPT(true),
    CLEAN(true),
    DELETE(true),
    DEPLOY(true),
    DONE(false),
    FAIL(false),
    HOLD(false),
    INSPECT(true),
    MANAGE(true),
    PROVIDE(true),
    REBUILD(true),
    RESCUE(true),
    RESUME(false),
    SERVICE(true),
    UNHOLD(true),
    UNRESCUE(true),
    WAIT(false);

    private final boolean verb;

    ProvisionEvent(boolean verb) {
        this.verb = verb;
    }

    /** Whether a caller may ask for it. */
    public boolean verb() {
        return verb;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ProvisionEvent> find(String word) {
        return Arrays.stream(values())
                .filter(event -> event.word().equals(word))
                .findFirst();
    }

    @Override
    public String toString() {
        return word();
    }
}
