package dev.fettle.tools.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.tools.sim.machine.Counter;
import dev.fettle.tools.sim.machine.Faults;
import dev.fettle.tools.sim.machine.Phase;
import dev.fettle.tools.sim.machine.ResetType;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.web.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent as the API and the conductor see it (contract/agent.md). */
class AgentLifecycleTest {
    private final Curl curl = new Curl();
    private TinyApi api;
    private SimulatedFleet fleet;
    private SimulatedMachine machine;

    @BeforeEach
    void start() throws IOException {
        api = new TinyApi();
        fleet = SimulatedFleet.start(SimConfig.of(1, api.url() + "/").withBootDelay(Duration.ofMillis(20)));
        machine = fleet.machine("m1");
    }

    @AfterEach
    void stop() {
        fleet.close();
        api.close();
        curl.close();
    }

    @Test
    void boot_looksUpAndSendsHeartbeats() {
        api.nextLookups.addAll(List.of(409, 404));
        bootFromCd();
        Await.until("two heartbeats", () -> api.heartbeats.size() >= 2);
        assertThat(api.lookups).hasSize(3).allSatisfy(lookup -> {
            assertThat(lookup.version()).isEqualTo("1.62");
            assertThat(lookup.path()).contains("52%3A54%3A00%3A00%3A00%3A01%2C52%3A54%3A01");
        });
        var beat = api.heartbeats.getFirst();
        assertThat(beat.path()).isEqualTo("/v1/heartbeat/11111111-2222-3333-4444-555555555555");
        assertThat(beat.version()).isEqualTo("1.68");
        assertThat(beat.body().path("callback_url").asText()).isEqualTo(machine.agentUrl());
        assertThat(beat.body().path("agent_token").asText()).isEqualTo(TinyApi.TOKEN);
        assertThat(beat.body().has("agent_verify_ca")).isFalse();
        assertThat(machine.counters().of(Counter.AGENT_BOOTS)).isOne();
    }

    @Test
    void versions_followTheApi() {
        api.maxVersion = "1.50";
        bootFromCd();
        Await.until("a heartbeat", () -> !api.heartbeats.isEmpty());
        assertThat(api.lookups.getFirst().version()).isEqualTo("1.50");
        assertThat(api.heartbeats.getFirst().version()).isEqualTo("1.50");
    }

    @Test
    void ramdisk_saysWhereTheApiIs_andBringsItsToken() throws Exception {
        api.token = "******";
        api.files.put(
                "/boot.iso",
                ("\0\0menuentry\n linux /vmlinuz nofb ipa-api-url=" + api.url()
                                + " ipa-agent-token=abc ipa-inspection-callback-url=" + api.url()
                                + "/v1/continue_inspection\n\0\0")
                        .getBytes(StandardCharsets.US_ASCII));
        machine.insertMedia(api.url() + "/boot.iso");
        machine.reset(ResetType.On);
        Await.until("a heartbeat", () -> !api.heartbeats.isEmpty());
        assertThat(api.heartbeats.getFirst().body().path("agent_token").asText())
                .isEqualTo("abc");
        var data = api.inspections.getFirst();
        assertThat(data.version()).isEqualTo("null");
        assertThat(data.body().at("/inventory/interfaces/1/mac_address").asText())
                .isEqualTo(machine.hardware().macs().get(1));
        assertThat(data.body().path("error").isNull()).isTrue();
    }

    @Test
    void token_takenBySomebodyElse_isFatal() {
        api.token = "******";
        bootFromCd();
        Await.until("the agent gives up", () -> machine.phase() == Phase.STUCK);
        assertThat(machine.lastProblem()).contains("agent token");
        assertThat(api.heartbeats).isEmpty();
    }

    @Test
    void heartbeat_refused_isRepeated() {
        api.nextHeartbeats.addAll(List.of(409, 503));
        bootFromCd();
        Await.until("an accepted heartbeat", () -> machine.counters().of(Counter.HEARTBEATS_ACCEPTED) > 0);
        assertThat(machine.counters().of(Counter.HEARTBEATS_SENT)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void deploy_writesTheImage_andTheMachineRunsIt() throws Exception {
        bootAgent();
        var steps = command("deploy.get_deploy_steps", params(), true).body();
        assertThat(steps.path("command_name").asText()).isEqualTo("get_deploy_steps");
        assertThat(steps.at("/command_result/deploy_steps/GenericHardwareManager/3/step")
                        .asText())
                .isEqualTo("write_image");
        int before = api.heartbeats.size();
        var started = command("deploy.execute_deploy_step", writeImage(fleet.imageSha256()), false)
                .body();
        assertThat(started.path("command_status").asText()).isEqualTo("RUNNING");
        assertThat(command("standby.sync", Json.object(), true).status()).isEqualTo(409);
        var ended = curl.get(url("/v1/commands/" + started.path("id").asText(), "&wait=true"))
                .body();
        assertThat(ended.path("command_status").asText()).isEqualTo("SUCCEEDED");
        assertThat(ended.at("/command_result/deploy_result/result").asText()).contains("img7");
        assertThat(ended.at("/command_result/deploy_step/step").asText()).isEqualTo("write_image");
        Await.until("the forced heartbeat", () -> api.heartbeats.size() > before);
        assertThat(machine.disk().sha256()).isEqualTo(fleet.imageSha256());
        assertThat(machine.disk().configDriveLabel()).isEqualTo("config-2");

        command("image.install_bootloader", Json.object("root_uuid", "x"), true);
        assertThat(command("standby.sync", Json.object(), true)
                        .body()
                        .path("command_status")
                        .asText())
                .isEqualTo("SUCCEEDED");
        command("standby.power_off", Json.object(), false);
        Await.until("the agent switches off", () -> !machine.isOn());
        machine.ejectMedia();
        machine.reset(ResetType.On);
        assertThat(machine.phase()).isEqualTo(Phase.INSTANCE);
        assertThat(machine.counters().of(Counter.IMAGES_WRITTEN)).isOne();
        assertThat(machine.counters().of(Counter.BOOTLOADERS_INSTALLED)).isOne();
        assertThat(machine.counters().of(Counter.COMMANDS_REFUSED_BUSY)).isOne();
        assertThat(machine.counters().step("deploy.deploy.write_image")).isOne();
        assertThat(machine.counters().of(Counter.DUPLICATED_STEPS)).isZero();
    }

    @Test
    void sameStepTwice_isCountedAsDuplicate() throws Exception {
        bootAgent();
        var params = writeImage(fleet.imageSha256());
        command("deploy.execute_deploy_step", params, true);
        command("deploy.execute_deploy_step", params, true);
        assertThat(machine.counters().of(Counter.DUPLICATED_STEPS)).isOne();
        assertThat(machine.counters().of(Counter.IMAGES_WRITTEN)).isEqualTo(2);
    }

    @Test
    void wrongHash_failsTheStep() throws Exception {
        bootAgent();
        var failed =
                command("deploy.execute_deploy_step", writeImage("00"), true).body();
        assertThat(failed.path("command_status").asText()).isEqualTo("FAILED");
        assertThat(failed.at("/command_error/type").asText()).isEqualTo("ImageChecksumError");
        assertThat(failed.at("/command_error/code").asInt()).isEqualTo(500);
        machine.faults(Faults.damagedImage());
        var damaged = command("deploy.execute_deploy_step", writeImage(fleet.imageSha256()), true)
                .body();
        assertThat(damaged.at("/command_error/type").asText()).isEqualTo("ImageChecksumError");
        assertThat(machine.disk()).isNull();
    }

    @Test
    void otherVersion_isAMismatch() throws Exception {
        bootAgent();
        var params = params();
        params.set("step", Json.object("interface", "deploy", "step", "erase_devices"));
        params.set("clean_version", Json.object("generic_hardware_manager", "0.9"));
        assertThat(command("clean.execute_clean_step", params, true)
                        .body()
                        .path("command_status")
                        .asText())
                .isEqualTo("CLEAN_VERSION_MISMATCH");
    }

    @Test
    void httpErrors_areFaults() throws Exception {
        bootAgent();
        assertThat(curl.get(machine.agentUrl() + "/v1/commands/").status()).isEqualTo(401);
        assertThat(curl.get(machine.agentUrl() + "/v1/status").body().has("started_at"))
                .isTrue();
        assertThat(command("standby.dance", Json.object(), true).status()).isEqualTo(400);
        assertThat(command("ballet.dance", Json.object(), true).status()).isEqualTo(404);
        assertThat(command("nodot", Json.object(), true).status()).isEqualTo(400);
        var incomplete = command("clean.get_clean_steps", Json.object(), true);
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.body().path("faultcode").asText()).isEqualTo("Client");
        assertThat(incomplete.body().path("faultstring").asText()).contains("node");
        assertThat(curl.post(url("/v1/commands/", ""), "{}").status()).isEqualTo(400);
        assertThat(curl.get(url("/v1/commands/none", "")).status()).isEqualTo(404);
        assertThat(curl.get(url("/v1/commands/", "")).body().path("commands")).isEmpty();
    }

    @Test
    void faults_ofTheAgent() throws Exception {
        bootAgent();
        machine.faults(Faults.failing("sync"));
        var failed = command("standby.sync", Json.object(), true).body();
        assertThat(failed.path("command_name").asText()).isEqualTo("standby.sync");
        assertThat(failed.path("command_status").asText()).isEqualTo("FAILED");
        machine.faults(Faults.tokenRejected());
        assertThat(command("standby.sync", Json.object(), true).status()).isEqualTo(401);
        machine.faults(Faults.hanging("erase_devices"));
        var params = params();
        params.set("step", Json.object("interface", "deploy", "step", "erase_devices"));
        command("clean.execute_clean_step", params, false);
        Await.until("the step began", () -> machine.counters().step("clean.deploy.erase_devices") == 1);
        assertThat(command("standby.sync", Json.object(), true).status()).isEqualTo(409);
        machine.faults(Faults.heartbeatsLost());
        Await.until("a lost heartbeat", () -> machine.counters().of(Counter.HEARTBEATS_LOST) > 0);
        machine.reset(ResetType.ForceOff);
        machine.faults(Faults.agentMissing());
        machine.reset(ResetType.On);
        Await.until("the ramdisk hangs", () -> machine.phase() == Phase.STUCK);
        assertThat(machine.counters().of(Counter.AGENT_BOOTS)).isOne();
    }

    @Test
    void powerOff_endsTheAgentAtOnce_andItsPortStays() throws Exception {
        bootAgent();
        String url = machine.agentUrl();
        machine.reset(ResetType.ForceOff);
        Await.until("connections fail", () -> !answers(url));
        machine.reset(ResetType.On);
        Await.until("the agent is back", () -> machine.phase() == Phase.AGENT);
        assertThat(machine.agentUrl()).isEqualTo(url);
        assertThat(curl.get(url("/v1/commands/", "")).body().path("commands")).isEmpty();
    }

    @Test
    void lockdown_stopsServing() throws Exception {
        bootAgent();
        String url = machine.agentUrl();
        assertThat(command("system.lockdown", Json.object(), false).status()).isEqualTo(200);
        Await.until("the agent stops", () -> machine.phase() == Phase.AGENT_STOPPED);
        Await.until("connections fail", () -> !answers(url));
        assertThat(machine.isOn()).isTrue();
    }

    @Test
    void sharedPort_servesAgentsOnPaths() throws Exception {
        try (var shared = SimulatedFleet.start(SimConfig.of(2, api.url()).withSharedPort())) {
            var second = shared.machine("m2");
            second.insertMedia(shared.isoUrl());
            second.reset(ResetType.On);
            Await.until("the agent serves", () -> second.phase() == Phase.AGENT);
            assertThat(second.agentUrl()).isEqualTo(shared.url() + "/agents/m2");
            assertThat(curl.get(second.agentUrl() + "/v1/commands/?agent_token=" + TinyApi.TOKEN)
                            .status())
                    .isEqualTo(200);
            second.reset(ResetType.ForceOff);
            assertThatThrownBy(() -> curl.get(shared.url() + "/agents/m2/v1/commands/"))
                    .isInstanceOf(IOException.class);
        }
    }

    private void bootFromCd() {
        machine.insertMedia(fleet.isoUrl());
        machine.reset(ResetType.On);
    }

    private void bootAgent() {
        bootFromCd();
        Await.until("the agent serves", () -> machine.phase() == Phase.AGENT);
    }

    private boolean answers(String url) {
        try {
            return curl.get(url + "/v1/status").status() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private Curl.Answer command(String name, JsonNode params, boolean wait) throws Exception {
        return curl.post(url("/v1/commands/", "&wait=" + wait), Json.object("name", name, "params", params));
    }

    private String url(String path, String more) {
        return machine.agentUrl() + path + "?agent_token=" + TinyApi.TOKEN + more;
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode params() {
        return Json.object("node", Json.object("uuid", "x"), "ports", Json.array());
    }

    private JsonNode writeImage(String sha256) throws IOException {
        var info = Json.object(
                "id", "img7", "urls", List.of(fleet.imageUrl()), "os_hash_algo", "sha256", "os_hash_value", sha256);
        var args = Json.object("image_info", info, "configdrive", configDrive());
        var params = params();
        params.set("step", Json.object("interface", "deploy", "step", "write_image", "args", args));
        params.set("deploy_version", Json.object("generic_hardware_manager", "1.2"));
        return params;
    }

    /** Just enough of an ISO to have a label. */
    private static String configDrive() throws IOException {
        byte[] iso = new byte[17 * 2048];
        byte[] mark = "\u0001CD001\u0001".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(mark, 0, iso, 16 * 2048, mark.length);
        byte[] label = "config-2".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(label, 0, iso, 16 * 2048 + 40, label.length);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(iso);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
