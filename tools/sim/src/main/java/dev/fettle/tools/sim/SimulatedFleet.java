package dev.fettle.tools.sim;

import dev.fettle.tools.sim.agent.AgentLab;
import dev.fettle.tools.sim.agent.SimulatedAgent;
import dev.fettle.tools.sim.machine.BootSource;
import dev.fettle.tools.sim.machine.Counter;
import dev.fettle.tools.sim.machine.Firmware;
import dev.fettle.tools.sim.machine.Hardware;
import dev.fettle.tools.sim.machine.Phase;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.redfish.RedfishBmc;
import dev.fettle.tools.sim.web.HttpListener;
import dev.fettle.tools.sim.web.Reply;
import dev.fettle.tools.sim.web.Request;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Simulated machines in this process: each with a Redfish BMC, a power button, a virtual CD, disks, and the deploy agent
 * that it boots. An idle machine costs no platform thread, so that a thousand fit into one JVM.
 */
public final class SimulatedFleet implements AutoCloseable {
    private final SimConfig config;
    private final ImageShelf images;
    private final @Nullable Certificate certificate;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .executor(workers)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final Map<String, SimulatedMachine> machines = new LinkedHashMap<>();
    private final Map<String, RedfishBmc> bmcs = new ConcurrentHashMap<>();
    private final Map<String, SimulatedAgent> agents = new ConcurrentHashMap<>();
    private final List<HttpListener> listeners = new ArrayList<>();
    private final AgentAddresses agentAddresses;
    private final AgentLab lab;
    private final String sharedUrl;
    private final String sharedTlsUrl;

    private SimulatedFleet(SimConfig config) throws IOException {
        this.config = config;
        this.images = new ImageShelf(config.imageBytes());
        this.certificate = config.bmcTls() || config.agentTls() ? Certificate.selfSigned(config.host()) : null;
        var admin = new AdminRoutes(machines, images);
        this.agentAddresses =
                new AgentAddresses(config.host(), config.agentTls() ? certificate : null, config.portPerMachine());
        var shared = new SharedRoutes(admin, agentAddresses, this::bmc);
        var plain = HttpListener.open(config.host(), config.port(), null, shared);
        listeners.add(plain);
        this.sharedUrl = "http://" + config.host() + ":" + plain.port();
        if (certificate == null) {
            this.sharedTlsUrl = sharedUrl;
        } else {
            var secure = HttpListener.open(config.host(), 0, certificate.context(), shared);
            listeners.add(secure);
            this.sharedTlsUrl = "https://" + config.host() + ":" + secure.port();
        }
        agentAddresses.shareAt(config.agentTls() ? sharedTlsUrl : sharedUrl);
        this.lab = new AgentLab(
                config.agent(),
                http,
                config.clock(),
                agentAddresses,
                config.agentTls() && certificate != null ? certificate.pem() : null);
    }

    /** Starts listening; all machines are off, with empty disks. */
    public static SimulatedFleet start(SimConfig config) throws IOException {
        var fleet = new SimulatedFleet(config);
        try {
            for (int i = 0; i < config.machines(); i++) {
                fleet.add(Hardware.numbered(config.firstNumber() + i));
            }
            return fleet;
        } catch (IOException e) {
            fleet.close();
            throw new IOException(
                    "machine " + fleet.machines.size() + " of " + config.machines()
                            + " cannot listen, is the limit of open files (ulimit -n) too low? " + e.getMessage(),
                    e);
        }
    }

    public List<SimulatedMachine> machines() {
        return List.copyOf(machines.values());
    }

    /** @param id {@code m1}, {@code m2} ... */
    public SimulatedMachine machine(String id) {
        var machine = machines.get(id);
        if (machine == null) {
            throw new IllegalArgumentException("there is no machine " + id + " in this fleet");
        }
        return machine;
    }

    /** The shared listener: images, {@code /sim/machines}. */
    public String url() {
        return sharedUrl;
    }

    public String imageUrl() {
        return sharedUrl + AdminRoutes.IMAGE;
    }

    /** Hex. */
    public String imageSha256() {
        return images.sha256();
    }

    /** A ramdisk without kernel parameters: agents booted from it use those of the configuration. */
    public String isoUrl() {
        return sharedUrl + AdminRoutes.ISO;
    }

    public String user() {
        return config.user();
    }

    public String password() {
        return config.password();
    }

    /** PEM of the certificate of BMCs and agents; null when neither uses TLS. */
    public @Nullable String certificate() {
        return certificate == null ? null : certificate.pem();
    }

    /** Ends every agent at once and stops listening. */
    @Override
    public void close() {
        listeners.forEach(HttpListener::close);
        agents.values().forEach(SimulatedAgent::kill);
        agentAddresses.close();
        http.shutdownNow();
        workers.shutdownNow();
    }

    private void add(Hardware hardware) throws IOException {
        String prefix = config.portPerMachine() ? "" : SharedRoutes.BMC + hardware.id();
        String address;
        if (config.portPerMachine()) {
            var tls = config.bmcTls() && certificate != null ? certificate.context() : null;
            var listener = HttpListener.open(config.host(), 0, tls, request -> bmc(hardware.id(), request));
            listeners.add(listener);
            address = (tls == null ? "http://" : "https://") + config.host() + ":" + listener.port();
        } else {
            address = (config.bmcTls() ? sharedTlsUrl : sharedUrl) + prefix;
        }
        var machine =
                new SimulatedMachine(hardware, address, prefix + "/redfish/v1/Systems/" + hardware.uuid(), new Boots());
        machines.put(hardware.id(), machine);
        bmcs.put(
                hardware.id(), new RedfishBmc(machine, prefix, config.user(), config.password(), config.sessionIdle()));
    }

    private Reply bmc(String id, Request request) throws InterruptedException {
        var bmc = bmcs.get(id);
        return bmc == null ? Reply.empty(404) : bmc.handle(request);
    }

    private final class Boots implements Firmware {
        @Override
        public void boots(SimulatedMachine machine, BootSource source, long boot) {
            switch (source) {
                case BootSource.Disk _ -> {
                    machine.counters().add(Counter.INSTANCE_BOOTS);
                    machine.enter(boot, Phase.INSTANCE, null, null);
                }
                case BootSource.Nothing(var why) -> machine.enter(boot, Phase.STUCK, null, why);
                case BootSource.Iso _, BootSource.Network _ -> {
                    var agent = SimulatedAgent.boot(lab, machine, source, boot);
                    var old = agents.put(machine.id(), agent);
                    if (old != null) {
                        old.kill();
                    }
                    if (!machine.runs(boot)) { // switched off meanwhile
                        agent.kill();
                    }
                }
            }
        }

        @Override
        public void stops(SimulatedMachine machine) {
            var agent = agents.remove(machine.id());
            if (agent != null) {
                agent.kill();
            }
        }
    }
}
