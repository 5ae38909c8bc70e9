package dev.fettle.tools.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testing.OwnPostgres;
import dev.fettle.testing.RabbitServer;
import dev.fettle.tools.launcher.start.Await;
import dev.fettle.tools.sim.SimConfig;
import dev.fettle.tools.sim.SimulatedFleet;
import dev.fettle.tools.sim.machine.Counter;
import dev.fettle.tools.sim.machine.Faults;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator fears, on the deployment an operator has: two conductor processes, a gateway process, a PostgreSQL and a RabbitMQ of their own,
 * simulated machines that count what is done to them.
 */
class FaultsIT {
    /** Deploys in flight when a conductor dies; more of them take longer and show no more. */
    private static final int MACHINES = Integer.getInteger("fettle.faults.machines", 50);

    private static final Duration LONG = Duration.ofSeconds(Math.max(150, 3L * MACHINES));

    /** By then everything that a dead conductor held has another owner. */
    private static final Duration TAKEOVER = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private OwnPostgres postgres;
    private RabbitServer rabbit;
    private FettleProcess first;
    private FettleProcess second;
    private SimulatedFleet fleet;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        postgres = opened(OwnPostgres.create());
        rabbit = opened(RabbitServer.own());
        first = opened(conductor("cond-1"));
        first.awaitReady();
        second = opened(conductor("cond-2"));
        var gateway = opened(FettleProcess.start(folder, "gateway", arguments("gateway", "--port", "0")));
        second.awaitReady();
        var url = gateway.awaitReady();
        api = opened(new Api(url));
        fleet = opened(SimulatedFleet.start(SimConfig.of(MACHINES, url)
                .withStepDuration(Duration.ofMillis(800))
                .withHeartbeatInterval(Duration.ofSeconds(2))));
    }

    @AfterEach
    void stop() throws Exception {
        for (var it : opened.reversed()) {
            it.close();
        }
    }

    @Test
    void conductorKilledInMidDeploy_theOtherGoesOn() throws Exception {
        var nodes = available(MACHINES);
        nodes.forEach(node -> api.provision(node, "active"));
        awaitImages(5);

        first.kill();

        assertThat(Await.until(TAKEOVER, () -> heldBy("cond-1") == 0))
                .as(() -> heldBy("cond-1") + " nodes still belong to the dead conductor")
                .isTrue();
        api.awaitState(nodes, "active", LONG);
        assertNothingHappenedTwice();
    }

    @Test
    void brokerAndDatabaseRestartedInMidDeploy_nothingIsLost() {
        var nodes = available(20);
        nodes.subList(0, 10).forEach(node -> api.provision(node, "active"));
        awaitImages(1);

        rabbit.restart();
        nodes.subList(10, 20).forEach(node -> api.provision(node, "active"));
        awaitImages(11);
        postgres.restart();

        api.awaitState(nodes, "active", LONG);
        assertNothingHappenedTwice();
    }

    @Test
    void conductorFrozenPastItsLease_isFencedOff() throws Exception {
        var nodes = available(20);
        slowBmcs(Faults.bmcSlow(700));
        nodes.forEach(node -> api.provision(node, "active"));

        first.freeze(); // in the middle of talking to its BMCs
        slowBmcs(Faults.NONE);
        api.awaitState(nodes, "active", LONG);
        first.thaw();

        assertThat(Await.until(Duration.ofSeconds(60), () -> first.log().contains("was lost")))
                .as(first::log)
                .isTrue();
        api.awaitState(nodes, "active", Duration.ofSeconds(30));
        assertNothingHappenedTwice();
    }

    /** Enrolled, managed and cleaned simulated machines, as many as asked for. */
    private List<String> available(int count) {
        var nodes = new ArrayList<String>();
        for (var machine : fleet.machines().subList(0, count)) {
            var node = api.createNode(node(machine));
            api.createPort(node, machine.hardware().macs().getFirst());
            nodes.add(node);
        }
        nodes.forEach(node -> api.provision(node, "manage"));
        api.awaitState(nodes, "manageable", LONG);
        nodes.forEach(node -> api.provision(node, "provide"));
        api.awaitState(nodes, "available", LONG);
        return nodes;
    }

    private Map<String, Object> node(SimulatedMachine machine) {
        return Map.of(
                "driver",
                "redfish",
                "boot_interface",
                "redfish-virtual-media",
                "deploy_interface",
                "direct",
                "automated_clean",
                false,
                "driver_info",
                Map.of(
                        "redfish_address", machine.redfishAddress(),
                        "redfish_system_id", machine.redfishSystemId(),
                        "redfish_username", fleet.user(),
                        "redfish_password", fleet.password(),
                        "deploy_iso", fleet.isoUrl()),
                "instance_info",
                Map.of(
                        "image_source",
                        fleet.imageUrl(),
                        "image_os_hash_algo",
                        "sha256",
                        "image_os_hash_value",
                        fleet.imageSha256(),
                        "image_disk_format",
                        "raw"));
    }

    private void slowBmcs(Faults faults) {
        fleet.machines().forEach(machine -> machine.faults(faults));
    }

    /** Waits until the deploys are well under way. */
    private void awaitImages(int count) {
        assertThat(Await.until(LONG, () -> total(Counter.IMAGES_WRITTEN) >= count))
                .as(api::summary)
                .isTrue();
    }

    private void assertNothingHappenedTwice() {
        for (var machine : fleet.machines()) {
            var counters = machine.counters();
            assertThat(counters.of(Counter.IMAGES_WRITTEN))
                    .as(machine::toString)
                    .isLessThanOrEqualTo(1);
            assertThat(counters.of(Counter.AGENT_BOOTS)).as(machine::toString).isLessThanOrEqualTo(1);
            assertThat(counters.of(Counter.INSTANCE_BOOTS))
                    .as(machine::toString)
                    .isLessThanOrEqualTo(1);
            assertThat(counters.of(Counter.DUPLICATED_STEPS))
                    .as(machine::toString)
                    .isZero();
        }
    }

    private long heldBy(String host) {
        try (var connection = DriverManager.getConnection(postgres.url());
                var query = connection.prepareStatement("select count(*) from nodes where reservation = ?")) {
            query.setString(1, host);
            var row = query.executeQuery();
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long total(Counter counter) {
        return fleet.machines().stream()
                .mapToLong(machine -> machine.counters().of(counter))
                .sum();
    }

    private FettleProcess conductor(String name) throws IOException {
        return FettleProcess.start(folder, name, arguments("conductor", "--host", name));
    }

    private List<String> arguments(String... special) {
        var all = new ArrayList<>(List.of(special));
        all.addAll(List.of(
                "--db",
                postgres.url(),
                "--amqp",
                rabbit.url(),
                "--set",
                "agent.require_tls=false",
                "--set",
                "conductor.heartbeat_interval=1",
                "--set",
                "conductor.heartbeat_timeout=6",
                "--set",
                "conductor.check_provision_state_interval=1"));
        return all;
    }

    private <T extends AutoCloseable> T opened(T it) {
        opened.add(it);
        return it;
    }
}
