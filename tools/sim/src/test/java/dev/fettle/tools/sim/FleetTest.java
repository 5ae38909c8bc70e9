package dev.fettle.tools.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.tools.sim.machine.Counter;
import dev.fettle.tools.sim.machine.Phase;
import dev.fettle.tools.sim.machine.ResetType;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** The fleet as a whole: admin routes, TLS, size. */
class FleetTest {

    @Test
    void admin_showsMachinesAndTakesFaults() throws Exception {
        try (var fleet = SimulatedFleet.start(SimConfig.of(2, null));
                var curl = new Curl()) {
            var all = curl.get(fleet.url() + "/sim/machines").body().path("machines");
            assertThat(StreamSupport.stream(all.spliterator(), false)
                            .map(m -> m.path("id").asText()))
                    .containsExactly("m1", "m2");
            String faults = fleet.url() + "/sim/machines/m2/faults";
            var set = curl.send("PUT", faults, "{\"power_stuck\": true, \"fail_steps\": [\"write_image\"]}");
            assertThat(set.status()).isEqualTo(200);
            assertThat(fleet.machine("m2").faults().powerStuck()).isTrue();
            assertThat(fleet.machine("m2").faults().failsStep("write_image")).isTrue();
            assertThat(curl.send("PUT", faults, "{\"power_stick\": true}").status())
                    .isEqualTo(400);
            assertThat(curl.send("PUT", faults, "{}").body().path("power_stuck").asBoolean())
                    .isFalse();
            fleet.machine("m2").reset(ResetType.On);
            assertThat(curl.get(fleet.url() + "/sim/machines/m2")
                            .body()
                            .at("/counters/power_ons")
                            .asInt())
                    .isOne();
            assertThat(curl.get(fleet.url() + "/sim/machines/m9").status()).isEqualTo(404);
        }
    }

    @Test
    void image_hasTheAnnouncedHash() throws Exception {
        try (var fleet = SimulatedFleet.start(SimConfig.of(0, null).withImageBytes(200_001));
                var http = HttpClient.newHttpClient()) {
            var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(fleet.imageUrl()));
            byte[] image = http.send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            assertThat(image).hasSize(200_001);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(image);
            assertThat(HexFormat.of().formatHex(hash)).isEqualTo(fleet.imageSha256());
            request.method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody());
            var head = http.send(request.build(), java.net.http.HttpResponse.BodyHandlers.discarding());
            assertThat(head.headers().firstValue("Content-Length")).hasValue("200001");
        }
    }

    @Test
    void tls_ofBmcsAndAgents_isTrustedByTheSentCertificate() throws Exception {
        try (var api = new TinyApi();
                var fleet = SimulatedFleet.start(SimConfig.of(1, api.url()).withTls(true, true))) {
            var machine = fleet.machine("m1");
            machine.insertMedia(fleet.isoUrl());
            machine.reset(ResetType.On);
            Await.until("a heartbeat", () -> !api.heartbeats.isEmpty());
            var beat = api.heartbeats.getFirst().body();
            assertThat(beat.path("callback_url").asText()).startsWith("https://127.0.0.1:");
            try (var curl = new Curl(HttpClient.newBuilder()
                    .sslContext(trusting(beat.path("agent_verify_ca").asText())))) {
                assertThat(curl.get(machine.agentUrl() + "/v1/status").status()).isEqualTo(200);
                assertThat(machine.redfishAddress()).startsWith("https://");
                assertThat(curl.get(machine.redfishAddress() + "/redfish/v1/").status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aThousandMachines_bootTheirAgents_withoutPlatformThreads() throws Exception {
        try (var api = new TinyApi();
                var fleet = SimulatedFleet.start(SimConfig.of(1000, api.url())
                        .withHeartbeatInterval(Duration.ofSeconds(30))
                        .withLookupTimeout(Duration.ofSeconds(60)))) {
            int before = Thread.activeCount();
            fleet.machines().forEach(machine -> {
                machine.insertMedia(fleet.isoUrl());
                machine.reset(ResetType.On);
            });
            Await.until("all agents are up", () -> fleet.machines().stream().allMatch(m -> m.phase() == Phase.AGENT));
            assertThat(Thread.activeCount()).isLessThan(before + 20);
            assertThat(fleet.machines().stream().map(SimulatedMachine::agentUrl))
                    .doesNotHaveDuplicates();
            assertThat(fleet.machines()).allMatch(m -> m.counters().of(Counter.AGENT_BOOTS) == 1);
        }
    }

    @Test
    void numbers_giveTheSameMachinesInEveryRun() throws Exception {
        JsonNode first;
        try (var fleet = SimulatedFleet.start(SimConfig.of(1, null).withFirstNumber(7))) {
            first = fleet.machine("m7").toJson();
        }
        assertThat(first.path("uuid").asText()).isEqualTo("066a63be-d78d-3be5-9b3f-df2769e9d34c");
        assertThat(first.path("macs").get(0).asText()).isEqualTo("52:54:00:00:00:07");
    }

    @Test
    void commandLine_isChecked() {
        var config =
                SimMain.parse(new String[] {"--machines", "3", "--agent-tls", "--open-reads", "--api", "http://h:1"});
        assertThat(config.machines()).isEqualTo(3);
        assertThat(config.agentTls()).isTrue();
        assertThat(config.agent().openReads()).isTrue();
        assertThat(config.agent().kernelParameters()).containsEntry("ipa-api-url", "http://h:1");
        assertThatThrownBy(() -> SimMain.parse(new String[] {"--machine", "3"})).hasMessageContaining("--machine");
        assertThatThrownBy(() -> SimMain.parse(new String[] {"--machines"})).hasMessageContaining("value");
        assertThatThrownBy(() -> SimMain.parse(new String[] {"--port", "x"})).hasMessageContaining("number");
    }

    private static SSLContext trusting(String pem) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        store.setCertificateEntry(
                "fleet", CertificateFactory.getInstance("X.509").generateCertificate(bytes));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
