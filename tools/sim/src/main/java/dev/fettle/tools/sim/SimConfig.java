package dev.fettle.tools.sim;

import dev.fettle.tools.sim.agent.AgentSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a fleet is like: {@link #of}, changed by the {@code with} methods, each of which returns another one.
 *
 * <p>The default is a quick fleet without TLS: a port for each BMC and each agent, agents look up 0.2 s after power on
 * and send a heartbeat each second, steps take 50 ms.
 */
public final class SimConfig implements Cloneable {
    private int machines;
    private int firstNumber = 1;
    private String host = "127.0.0.1";
    private int port;
    private @Nullable String apiUrl;
    private boolean portPerMachine = true;
    private boolean bmcTls;
    private boolean agentTls;
    private String user = "admin";
    private String password = "password";
    private Duration sessionIdle = Duration.ofMinutes(30);
    private long imageBytes = 1 << 20;
    private Clock clock = Clock.systemUTC();

    private Map<String, String> kernelParameters = Map.of();
    private Duration bootDelay = Duration.ofMillis(200);
    private @Nullable Duration heartbeatInterval = Duration.ofSeconds(1);
    private Duration forcedHeartbeatGap = Duration.ofMillis(200);
    private Duration retryMin = Duration.ofMillis(500);
    private Duration retryMax = Duration.ofSeconds(1);
    private List<Duration> lookupBusyWaits =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(3));
    private Duration lookupRetry = Duration.ofMillis(500);
    private Duration lookupTimeout = Duration.ofMinutes(5);
    private Duration stepDuration = Duration.ofMillis(50);
    private Duration shutdownDelay = Duration.ofMillis(200);
    private long maxImageBytes = 2L << 30;
    private boolean openReads;

    private SimConfig() {}

    /** @param apiUrl where agents find the API unless their ramdisk says; null when it always does */
    public static SimConfig of(int machines, @Nullable String apiUrl) {
        return new SimConfig().with(config -> {
            config.machines = machines;
            config.apiUrl = apiUrl;
        });
    }

    public SimConfig withMachines(int count) {
        return with(config -> config.machines = count);
    }

    /** UUIDs, MACs and names follow from the number: fleets side by side need other ones. */
    public SimConfig withFirstNumber(int number) {
        return with(config -> config.firstNumber = number);
    }

    /** The address to listen on, and to publish. */
    public SimConfig withHost(String address) {
        return with(config -> config.host = address);
    }

    /** The port of the shared listener; 0 for any. */
    public SimConfig withPort(int number) {
        return with(config -> config.port = number);
    }

    public SimConfig withApiUrl(String url) {
        return with(config -> config.apiUrl = url);
    }

    /** BMCs and agents on paths of the shared port; with TLS of either there is a second, secure one. */
    public SimConfig withSharedPort() {
        return with(config -> config.portPerMachine = false);
    }

    /** Agents with TLS send their certificate with each heartbeat. */
    public SimConfig withTls(boolean bmcs, boolean agents) {
        return with(config -> {
            config.bmcTls = bmcs;
            config.agentTls = agents;
        });
    }

    /** What BMCs accept: "admin" and "password" unless set. */
    public SimConfig withLogin(String name, String secret) {
        return with(config -> {
            config.user = name;
            config.password = secret;
        });
    }

    /** A BMC session ends after this time without use. */
    public SimConfig withSessionIdle(Duration idle) {
        return with(config -> config.sessionIdle = idle);
    }

    public SimConfig withImageBytes(long bytes) {
        return with(config -> config.imageBytes = bytes);
    }

    /** For the times that agents report; waits go by the monotonic clock. */
    public SimConfig withClock(Clock time) {
        return with(config -> config.clock = time);
    }

    /** For ramdisks without kernel parameters of their own. */
    public SimConfig withKernelParameters(Map<String, String> parameters) {
        return with(config -> config.kernelParameters = Map.copyOf(parameters));
    }

    public SimConfig withBootDelay(Duration delay) {
        return with(config -> config.bootDelay = delay);
    }

    /** @param interval null for what the API says: heartbeat_timeout times 0.3 to 0.6 */
    public SimConfig withHeartbeatInterval(@Nullable Duration interval) {
        return with(config -> config.heartbeatInterval = interval);
    }

    /** How long each step takes beyond its real work. */
    public SimConfig withStepDuration(Duration duration) {
        return with(config -> config.stepDuration = duration);
    }

    public SimConfig withLookupTimeout(Duration timeout) {
        return with(config -> config.lookupTimeout = timeout);
    }

    /** The disks take no larger image. */
    public SimConfig withMaxImageBytes(long bytes) {
        return with(config -> config.maxImageBytes = bytes);
    }

    /** Commands can be listed without a token: older agents allow that, older conductors need it. */
    public SimConfig withOpenReads() {
        return with(config -> config.openReads = true);
    }

    /** The waits of the real agent (contract/agent.md, sections 1 and 2). */
    public SimConfig withRealTiming() {
        return with(config -> {
            config.heartbeatInterval = null;
            config.forcedHeartbeatGap = Duration.ofSeconds(5);
            config.retryMin = Duration.ofSeconds(5);
            config.retryMax = Duration.ofSeconds(10);
            config.lookupBusyWaits = List.of(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30));
            config.lookupRetry = Duration.ofSeconds(1);
            config.shutdownDelay = Duration.ofSeconds(2);
        });
    }

    int machines() {
        return machines;
    }

    int firstNumber() {
        return firstNumber;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    boolean portPerMachine() {
        return portPerMachine;
    }

    boolean bmcTls() {
        return bmcTls;
    }

    boolean agentTls() {
        return agentTls;
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    Duration sessionIdle() {
        return sessionIdle;
    }

    long imageBytes() {
        return imageBytes;
    }

    Clock clock() {
        return clock;
    }

    AgentSettings agent() {
        var parameters = new HashMap<>(kernelParameters);
        if (apiUrl != null) {
            parameters.putIfAbsent("ipa-api-url", apiUrl);
        }
        return new AgentSettings(
                Map.copyOf(parameters),
                bootDelay,
                heartbeatInterval,
                forcedHeartbeatGap,
                retryMin,
                retryMax,
                lookupBusyWaits,
                lookupRetry,
                lookupTimeout,
                stepDuration,
                shutdownDelay,
                maxImageBytes,
                openReads);
    }

    private SimConfig with(Consumer<SimConfig> change) {
        try {
            var copy = (SimConfig) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("this class is cloneable", e);
        }
    }
}
