package dev.fettle.conductor.membership;

import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.model.FaultException;
import dev.fettle.model.conductor.HardwareInterface;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this conductor a member: registers it, renews its lease, and begins a new term when the lease was lost. Callers run {@link #renew}
 * regularly.
 */
public final class Membership {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final ConductorStore conductors;
    private final Lease lease;
    private final Duration length;
    private final String host;
    private final String group;
    private final List<HardwareInterface> interfaces;
    private volatile UUID incarnation = UUID.randomUUID();
    private volatile long id;

    /** @param length how long the lease lasts without renewal */
    public Membership(
            ConductorStore conductors,
            Lease lease,
            Duration length,
            String host,
            String group,
            List<HardwareInterface> interfaces) {
        this.conductors = conductors;
        this.lease = lease;
        this.length = length;
        this.host = host;
        this.group = group;
        this.interfaces = List.copyOf(interfaces);
    }

    /** Begins a term under a new incarnation: what earlier ones held is orphaned, ours included. */
    public void join() {
        incarnation = UUID.randomUUID();
        var sentAt = lease.now();
        id = conductors.register(host, incarnation, group, interfaces, length);
        lease.begin(sentAt, length);
    }

    /** Renews the lease, or joins anew when it was lost. A database that is away is tried again by the next call. */
    public void renew() {
        try {
            var sentAt = lease.now();
            if (conductors.renew(host, incarnation, length)) {
                lease.renewed(sentAt, length);
                return;
            }
            LOG.warn("the lease of {} was lost; its work is taken up again under a new one", host);
            lease.end();
            join();
        } catch (FaultException e) {
            LOG.warn("the lease of {} could not be renewed: {}", host, e.text());
        }
    }

    /** Leaves in order: others may take over at once. */
    public void leave() {
        lease.end();
        conductors.deregister(host, incarnation);
    }

    public String host() {
        return host;
    }

    public UUID incarnation() {
        return incarnation;
    }

    /** Key of our row, for {@code conductor_affinity}. */
    public long id() {
        return id;
    }
}
