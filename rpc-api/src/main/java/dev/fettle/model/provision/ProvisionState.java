package dev.fettle.model.provision;

import static dev.fettle.model.provision.ProvisionState.Trait.DELETABLE;
import static dev.fettle.model.provision.ProvisionState.Trait.FAST_TRACK_HEARTBEAT;
import static dev.fettle.model.provision.ProvisionState.Trait.FAST_TRACK_LOOKUP;
import static dev.fettle.model.provision.ProvisionState.Trait.HEARTBEAT;
import static dev.fettle.model.provision.ProvisionState.Trait.LOOKUP;
import static dev.fettle.model.provision.ProvisionState.Trait.UPDATABLE;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a node stands in its life: a row for each state of {@code contract/states.json}. What may follow what is in
 * {@link ProvisionTransitions}.
 */
public enum ProvisionState {
    ENROLL("enroll", Kind.STABLE, null, "idle", DELETABLE, FAST_TRACK_LOOKUP, FAST_TRACK_HEARTBEAT),
    MANAGEABLE("manageable", Kind.STABLE, null, "idle", DELETABLE, FAST_TRACK_LOOKUP, FAST_TRACK_HEARTBEAT),
    AVAILABLE("available", Kind.STABLE, null, "idle", DELETABLE, FAST_TRACK_LOOKUP, FAST_TRACK_HEARTBEAT),
    ACTIVE("active", Kind.STABLE, null, "tenant"),
    ERROR("error", Kind.STABLE, null, "idle", UPDATABLE),
    RESCUED("rescue", Kind.STABLE, null, "rescuing"),
    ADOPT_FAILED("adopt failed", Kind.FAILED, "active", "idle", UPDATABLE, DELETABLE),
    ADOPTING("adopting", Kind.BUSY, "active", "idle"),
    CLEAN_FAILED("clean failed", Kind.FAILED, "available", "idle", UPDATABLE),
    CLEAN_HOLD("clean hold", Kind.HOLD, "available", "idle", HEARTBEAT),
    CLEAN_WAIT("clean wait", Kind.WAIT, "available", "cleaning", LOOKUP, HEARTBEAT),
    CLEANING("cleaning", Kind.BUSY, "available", "cleaning", LOOKUP, HEARTBEAT),
    DELETING("deleting", Kind.BUSY, "available", "idle"),
    DEPLOY_FAILED("deploy failed", Kind.FAILED, "active", "idle", UPDATABLE),
    DEPLOY_HOLD("deploy hold", Kind.HOLD, "active", "idle", HEARTBEAT),
    DEPLOYING("deploying", Kind.BUSY, "active", "provisioning", LOOKUP, HEARTBEAT),
    INSPECT_FAILED("inspect failed", Kind.FAILED, "manageable", "idle", UPDATABLE),
    INSPECT_WAIT("inspect wait", Kind.WAIT, "manageable", "inspection", UPDATABLE, LOOKUP),
    INSPECTING("inspecting", Kind.BUSY, "manageable", "inspection", UPDATABLE, LOOKUP),
    RESCUE_FAILED("rescue failed", Kind.FAILED, "rescue", "idle", UPDATABLE),
    RESCUE_WAIT("rescue wait", Kind.WAIT, "rescue", "rescuing", LOOKUP, HEARTBEAT),
    RESCUING("rescuing", Kind.BUSY, "rescue", "rescuing", LOOKUP, HEARTBEAT),
    SERVICE_FAILED("service failed", Kind.FAILED, "active", "idle", UPDATABLE),
    SERVICE_HOLD("service hold", Kind.HOLD, "active", "idle", UPDATABLE, FAST_TRACK_LOOKUP, HEARTBEAT),
    SERVICE_WAIT("service wait", Kind.WAIT, "active", "servicing", LOOKUP, HEARTBEAT),
    SERVICING("servicing", Kind.BUSY, "active", "servicing", FAST_TRACK_LOOKUP, HEARTBEAT),
    UNRESCUE_FAILED("unrescue failed", Kind.FAILED, "active", "idle", UPDATABLE),
    UNRESCUING("unrescuing", Kind.BUSY, "active", "idle"),
    VERIFYING("verifying", Kind.BUSY, "manageable", "idle", UPDATABLE),
    DEPLOY_WAIT("wait call-back", Kind.WAIT, "active", "provisioning", LOOKUP, HEARTBEAT);

    /** Classes of state. */
    public enum Kind {
        /** Rests until somebody asks. */
        STABLE,
        /** A conductor works on it, holding the lock. */
        BUSY,
        /** Waits, without a lock and with a deadline, for an agent. */
        WAIT,
        /** Rests in the middle of a flow until somebody says {@code unhold}. */
        HOLD,
        /** Rests after a failure. */
        FAILED
    }

    /** What else is allowed in a state. */
    public enum Trait {
        /** PATCH is allowed although a target state is set. */
        UPDATABLE,
        /** DELETE is allowed without maintenance. */
        DELETABLE,
        /** An agent may look itself up. */
        LOOKUP,
        /** ... only when fast track is on. */
        FAST_TRACK_LOOKUP,
        /** An agent's heartbeat is accepted. */
        HEARTBEAT,
        /** ... only when fast track is on. */
        FAST_TRACK_HEARTBEAT
    }

    private static final Map<String, ProvisionState> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ProvisionState::word, Function.identity()));

    private final String word;
    private final Kind kind;
    private final @Nullable String defaultTarget;
    private final String networkType;
    private final Set<Trait> traits;

    ProvisionState(String word, Kind kind, @Nullable String defaultTarget, String networkType, Trait... traits) {
        this.word = word;
        this.kind = kind;
        this.defaultTarget = defaultTarget;
        this.networkType = networkType;
        this.traits = Set.of(traits);
    }

    /** Literal text on every wire and in the database, such as {@code wait call-back}. */
    public String word() {
        return word;
    }

    public Kind kind() {
        return kind;
    }

    public boolean stable() {
        return kind == Kind.STABLE;
    }

    /** Member of the busy list that decides between start and end notifications: busy and wait states. */
    public boolean unstable() {
        return kind == Kind.BUSY || kind == Kind.WAIT;
    }

    /** What the machine aims for on entry; empty when the state has no aim of its own. */
    public Optional<ProvisionState> defaultTarget() {
        return Optional.ofNullable(defaultTarget).map(ProvisionState::of);
    }

    /** Network that the ports are on while here. */
    public String networkType() {
        return networkType;
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    public boolean lookupAllowed(boolean fastTrack) {
        return has(LOOKUP) || fastTrack && has(FAST_TRACK_LOOKUP);
    }

    public boolean heartbeatAccepted(boolean fastTrack) {
        return has(HEARTBEAT) || fastTrack && has(FAST_TRACK_HEARTBEAT);
    }

    /** @throws IllegalArgumentException for a word that is no state */
    public static ProvisionState of(String word) {
        return find(word).orElseThrow(() -> new IllegalArgumentException("unknown provision state " + word));
    }

    public static Optional<ProvisionState> find(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    @Override
    public String toString() {
        return word;
    }
}
