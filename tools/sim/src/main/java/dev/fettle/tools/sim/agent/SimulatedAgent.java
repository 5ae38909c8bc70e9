package dev.fettle.tools.sim.agent;

import dev.fettle.tools.sim.machine.BootSource;
import dev.fettle.tools.sim.machine.Counter;
import dev.fettle.tools.sim.machine.Phase;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.web.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent during one boot of a machine: inspection callback, lookup, commands, heartbeats. One virtual thread. */
public final class SimulatedAgent {
    private static final Logger log = LoggerFactory.getLogger(SimulatedAgent.class);
    private static final Duration LAST_ANSWER = Duration.ofMillis(100);

    private final AgentLab lab;
    private final SimulatedMachine machine;
    private final BootSource source;
    private final long boot;
    private final BlockingQueue<Boolean> forced = new ArrayBlockingQueue<>(1);
    private final Thread thread;
    private volatile @Nullable CommandRunner runner;
    private volatile AgentLab.@Nullable Exposure serving;

    private SimulatedAgent(AgentLab lab, SimulatedMachine machine, BootSource source, long boot) {
        this.lab = lab;
        this.machine = machine;
        this.source = source;
        this.boot = boot;
        this.thread = Thread.ofVirtual().name("sim-agent-" + machine.id()).unstarted(this::live);
    }

    /** Starts to boot; returns at once. */
    public static SimulatedAgent boot(AgentLab lab, SimulatedMachine machine, BootSource source, long boot) {
        var agent = new SimulatedAgent(lab, machine, source, boot);
        agent.thread.start();
        return agent;
    }

    /** The power is gone: everything ends where it is. */
    public void kill() {
        thread.interrupt();
        var commands = runner;
        if (commands != null) {
            commands.kill();
        }
        var address = serving;
        if (address != null) { // at once, not when the thread gets to it
            address.close();
        }
    }

    private void live() {
        try {
            var kernel = kernel();
            Pause.of(lab.settings().bootDelay());
            if (machine.faults().agentNeverBoots()) {
                throw new Stopped("the fault injection keeps the ramdisk from booting");
            }
            machine.counters().add(Counter.AGENT_BOOTS);
            inspect(kernel);
            serve(new Lookup(lab, machine, kernel).untilFound());
        } catch (InterruptedException _) {
            log.debug("{}: the agent ends with the power", machine.id());
        } catch (Stopped e) {
            log.info("{}: the agent does not come up: {}", machine.id(), e.getMessage());
            machine.enter(boot, Phase.STUCK, null, e.getMessage());
        } catch (IOException | RuntimeException e) {
            log.warn("{}: the agent broke", machine.id(), e);
            machine.enter(boot, Phase.STUCK, null, e.toString());
        }
    }

    private KernelParameters kernel() throws Stopped, InterruptedException {
        if (!(source instanceof BootSource.Iso(var url))) {
            return new KernelParameters(lab.settings().kernelParameters());
        }
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofMinutes(2))
                    .build();
            var response = lab.http().send(request, BodyHandlers.ofInputStream());
            try (var in = response.body()) {
                if (response.statusCode() != 200) {
                    throw new Stopped("the medium " + url + " answers HTTP status " + response.statusCode());
                }
                return KernelParameters.inIso(in, lab.settings().maxImageBytes())
                        .orElse(lab.settings().kernelParameters());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Stopped("the medium " + url + " cannot be read: " + e);
        }
    }

    private void inspect(KernelParameters kernel) throws InterruptedException {
        String callback = kernel.get("ipa-inspection-callback-url");
        if (callback == null) {
            return;
        }
        var api = new IronicApi(lab.http(), callback);
        for (int attempt = 1; attempt <= 5; attempt++) {
            try {
                machine.counters().add(Counter.INSPECTIONS_SENT);
                int status = api.continueInspection(callback, Inventory.callback(machine.hardware()))
                        .status();
                if (status < 500 && status != 409) {
                    log.debug("{}: inspection data answered {}", machine.id(), status);
                    return;
                }
            } catch (IOException e) {
                log.debug("{}: inspection data not sent: {}", machine.id(), e.toString());
            }
            Pause.of(between(lab.settings().retryMin(), lab.settings().retryMax()));
        }
    }

    private void serve(Lookup.Found found) throws IOException, InterruptedException {
        var settings = lab.settings();
        var images = new ImageWriter(lab.http(), settings.maxImageBytes());
        var steps = new StepRunner(machine, boot, settings, images);
        var table = new CommandTable(machine, boot, settings, steps, this::stopSoon);
        var commands = new CommandRunner(machine, table.commands(), this::forceHeartbeat);
        runner = commands;
        var api = new CommandApi(machine, commands, found.token(), lab.clock().instant(), settings.openReads());
        try (var exposure = lab.host().expose(machine, api)) {
            serving = exposure;
            machine.enter(boot, Phase.AGENT, exposure.url(), null);
            beat(found, exposure.url());
        } finally {
            commands.kill();
            machine.enter(boot, Phase.AGENT_STOPPED, null, null);
        }
    }

    private void forceHeartbeat() {
        var _ = forced.offer(true);
    }

    /** Lets the answer to the command that asked for it go out first. */
    private void stopSoon() {
        Thread.ofVirtual().start(() -> {
            try {
                Pause.of(LAST_ANSWER);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts this thread", e);
            }
            thread.interrupt();
        });
    }

    private void beat(Lookup.Found found, String url) throws InterruptedException {
        var settings = lab.settings();
        while (true) {
            long sentAt = System.nanoTime();
            var wait = heartbeat(found, url) ? pace(found) : between(settings.retryMin(), settings.retryMax());
            if (forced.poll(wait.toNanos(), TimeUnit.NANOSECONDS) != null) {
                Pause.of(settings.forcedHeartbeatGap().minusNanos(System.nanoTime() - sentAt));
                forced.clear();
            }
        }
    }

    private Duration pace(Lookup.Found found) {
        var fixed = lab.settings().heartbeatInterval();
        if (fixed != null) {
            return fixed;
        }
        var timeout = Duration.ofSeconds(found.heartbeatTimeoutSeconds());
        return between(
                timeout.multipliedBy(3).dividedBy(10), timeout.multipliedBy(6).dividedBy(10));
    }

    private boolean heartbeat(Lookup.Found found, String url) throws InterruptedException {
        if (machine.faults().heartbeatLost()) {
            machine.counters().add(Counter.HEARTBEATS_LOST);
            return true;
        }
        machine.counters().add(Counter.HEARTBEATS_SENT);
        try {
            var answer = found.api().heartbeat(found.uuid(), url, found.token(), lab.certificate());
            if (answer.status() == 202) {
                machine.counters().add(Counter.HEARTBEATS_ACCEPTED);
                return true;
            }
            log.debug("{}: heartbeat answered {}: {}", machine.id(), answer.status(), answer.body());
        } catch (IOException e) {
            log.debug("{}: heartbeat failed: {}", machine.id(), e.toString());
        }
        return false;
    }

    private static Duration between(Duration least, Duration most) {
        long spread = Math.max(1, most.minus(least).toNanos() + 1);
        return least.plusNanos(ThreadLocalRandom.current().nextLong(spread));
    }
}
