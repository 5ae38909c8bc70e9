package dev.fettle.conductor;

import dev.fettle.conductor.lock.Pause;
import dev.fettle.conductor.membership.Lease;
import dev.fettle.conductor.periodic.Periodic;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.Workers;
import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.Database;
import dev.fettle.model.provision.Transition;
import dev.fettle.transport.RpcServer;
import dev.fettle.transport.RpcTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A conductor: member of the cluster, server of its RPC queue, runner of operations and loops. */
public final class ConductorServer {
    private static final Logger LOG = LoggerFactory.getLogger(ConductorServer.class);

    private final Configuration config;
    private final RpcTransport transport;
    private final Parts parts;
    private final Periodic periodic = new Periodic();
    private @Nullable RpcServer server;

    /** Wires the parts; nothing runs yet. The driver catalogue is checked here: a wrong name stops the start. */
    public ConductorServer(Configuration config, Database database, RpcTransport transport, Clock clock) {
        this(config, database, transport, clock, _ -> {});
    }

    /** @param moves is told of every move from one provision state to another */
    ConductorServer(
            Configuration config, Database database, RpcTransport transport, Clock clock, Consumer<Transition> moves) {
        this.config = config;
        this.transport = transport;
        this.parts = Parts.wire(
                config, database, new StateChange(clock, moves), clock, Pause.real(), new Lease(System::nanoTime));
    }

    /** Joins, serves, and takes up what an earlier life or a dead peer left. Returns when requests are taken. */
    public void start() {
        parts.membership().join();
        server = transport.serve(parts.membership().host(), parts.handlers());
        parts.ownership().refresh();
        startLoops();
        Thread.ofVirtual().name("take up own work").start(parts.takeover()::run);
        Thread.ofVirtual().name("take up own allocations").start(parts.allocations()::resumeUnfinished);
        LOG.info("conductor {} takes requests", parts.membership().host());
    }

    /**
     * Takes no more requests, lets running steps end for at most that long, and leaves: what is unfinished or waits is taken up by others, nothing
     * is failed.
     */
    public void stop(Duration atMost) {
        var started = System.nanoTime();
        periodic.close();
        if (server != null) {
            server.stop(atMost);
        }
        var left = atMost.minusNanos(System.nanoTime() - started);
        drain(parts.workers(), left.isNegative() ? Duration.ZERO : left);
        parts.membership().leave();
        LOG.info("conductor {} stopped", parts.membership().host());
    }

    /** Operations at work here, for metrics. */
    public int running() {
        return parts.running().count();
    }

    private void startLoops() {
        periodic.every(config.get(ConductorOptions.HEARTBEAT_INTERVAL), "lease", () -> {
            parts.membership().renew();
            parts.ownership().refresh();
        });
        var check = config.get(ConductorOptions.CHECK_PROVISION_STATE_INTERVAL);
        periodic.every(check, "takeover", parts.takeover()::run);
        periodic.every(check, "deadlines", parts.deadlines()::run);
        periodic.every(
                config.get(ConductorOptions.CHECK_ALLOCATIONS_INTERVAL),
                "allocations",
                parts.allocations()::resumeUnfinished);
        periodic.every(config.get(ConductorOptions.SYNC_POWER_STATE_INTERVAL), "power sync", parts.powerSync()::run);
        periodic.every(
                config.get(ConductorOptions.POWER_FAILURE_RECOVERY_INTERVAL),
                "power recovery",
                parts.powerRecovery()::run);
        periodic.every(
                config.get(ConductorOptions.SYNC_LOCAL_STATE_INTERVAL),
                "takeover of instances",
                parts.instances()::run);
        periodic.every(Duration.ofDays(1), "history purge", parts.historyPurge());
    }

    private void drain(Workers workers, Duration atMost) {
        try {
            if (!workers.drained(atMost)) {
                LOG.info("operations still at work are handed over");
                workers.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            workers.interrupt();
        }
    }

    /** The name of this conductor: configured, or the host name. */
    static String hostOf(Configuration config) {
        var configured = config.get(DefaultOptions.HOST);
        return configured.isBlank() ? HostName.get() : configured;
    }

    static Duration patience(Configuration config) {
        return config.get(ConductorOptions.NODE_LOCKED_RETRY_INTERVAL)
                .multipliedBy(config.get(ConductorOptions.NODE_LOCKED_RETRY_ATTEMPTS));
    }
}
