package dev.fettle.tools.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.tools.sim.machine.Counter;
import dev.fettle.tools.sim.machine.Faults;
import dev.fettle.tools.sim.machine.Phase;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.web.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The BMC as a Redfish client sees it (contract/drivers.md, section 10). */
class RedfishBmcTest {
    private static final String[] LOGIN = {"Authorization", "Basic YWRtaW46cGFzc3dvcmQ="};

    private final Curl curl = new Curl();
    private SimulatedFleet fleet;
    private SimulatedMachine machine;
    private String system;

    @BeforeEach
    void start() throws IOException {
        fleet = SimulatedFleet.start(SimConfig.of(1, null).withSessionIdle(Duration.ofMillis(300)));
        machine = fleet.machine("m1");
        system = machine.redfishAddress() + machine.redfishSystemId();
    }

    @AfterEach
    void stop() {
        fleet.close();
        curl.close();
    }

    @Test
    void root_needsNoLogin_everythingElseDoes() throws Exception {
        assertThat(curl.get(machine.redfishAddress() + "/redfish")
                        .body()
                        .path("v1")
                        .asText())
                .isEqualTo("/redfish/v1/");
        assertThat(curl.get(machine.redfishAddress() + "/redfish/v1")
                        .body()
                        .at("/Systems/@odata.id")
                        .asText())
                .isEqualTo("/redfish/v1/Systems");
        var refused = curl.get(system);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.errorId()).endsWith(".NoValidSession");
        assertThat(refused.header("OData-Version")).isEqualTo("4.0");
        assertThat(curl.get(system, "Authorization", "Basic YWRtaW46eA==").status())
                .isEqualTo(401);
        assertThat(curl.get(system, LOGIN).status()).isEqualTo(200);
    }

    @Test
    void session_opensServesAndCloses() throws Exception {
        var opened = login("password");
        assertThat(opened.status()).isEqualTo(201);
        String session = machine.redfishAddress() + opened.header("Location");
        String[] token = {"X-Auth-Token", opened.header("X-Auth-Token")};
        assertThat(curl.get(system, token).status()).isEqualTo(200);
        assertThat(curl.get(session, token).body().path("UserName").asText()).isEqualTo("admin");
        assertThat(curl.send("DELETE", session, "", token).status()).isEqualTo(204);
        assertThat(curl.get(system, token).status()).isEqualTo(401);
        assertThat(login("wrong").status()).isEqualTo(401);
    }

    @Test
    void session_endsWithoutUse() throws Exception {
        String token = login("password").header("X-Auth-Token");
        long idleFrom = System.nanoTime();
        Await.until("the session is older than 300 ms", () -> System.nanoTime() - idleFrom > 350_000_000L);
        assertThat(curl.get(system, "X-Auth-Token", token).status()).isEqualTo(401);
    }

    @Test
    void session_expiresOnDemand_once() throws Exception {
        String token = login("password").header("X-Auth-Token");
        machine.faults(Faults.sessionsExpired());
        assertThat(curl.get(system, "X-Auth-Token", token).status()).isEqualTo(401);
        String next = login("password").header("X-Auth-Token");
        assertThat(curl.get(system, "X-Auth-Token", next).status()).isEqualTo(200);
    }

    @Test
    void errors_haveTheFormOfTheSpecification() throws Exception {
        var missing = curl.get(machine.redfishAddress() + "/redfish/v1/Systems/none", LOGIN);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body().at("/error/code").asText()).isEqualTo("Base.1.18.GeneralError");
        assertThat(missing.errorId()).isEqualTo("Base.1.18.ResourceMissingAtURI");
        var method = curl.send("DELETE", system, "", LOGIN);
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).isEqualTo("GET, PATCH");
        assertThat(curl.send("PATCH", system, "{", LOGIN).errorId()).endsWith(".MalformedJSON");
    }

    @Test
    void bootOverride_isChecked_andGuardedByTheEntityTag() throws Exception {
        String etag = curl.get(system, LOGIN).header("ETag");
        var patched =
                patch("{\"Boot\":{\"BootSourceOverrideTarget\":\"Cd\",\"BootSourceOverrideEnabled\":\"Once\"}}", etag);
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.body().at("/Boot/BootSourceOverrideTarget").asText()).isEqualTo("Cd");
        assertThat(patched.body().at("/Boot/BootSourceOverrideMode").asText()).isEqualTo("UEFI");
        var stale = patch("{\"Boot\":{\"BootSourceOverrideTarget\":\"Pxe\"}}", etag);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.errorId()).endsWith(".PreconditionFailed");
        assertThat(patch("{\"Boot\":{\"BootSourceOverrideTarget\":\"Floppy\"}}", "*")
                        .errorId())
                .endsWith(".PropertyValueNotInList");
        assertThat(patch("{\"Bood\":{}}", "*").errorId()).endsWith(".PropertyUnknown");
        assertThat(machine.boot().target()).isEqualTo("Cd");
        assertThat(machine.counters().of(Counter.BOOT_DEVICE_CHANGES)).isOne();
    }

    @Test
    void reset_switchesAndCounts() throws Exception {
        assertThat(reset("On").status()).isEqualTo(204);
        assertThat(curl.get(system, LOGIN).body().path("PowerState").asText()).isEqualTo("On");
        assertThat(machine.phase()).isEqualTo(Phase.STUCK);
        assertThat(machine.lastProblem()).contains("disk is empty");
        reset("On");
        reset("ForceRestart");
        reset("GracefulShutdown");
        assertThat(machine.isOn()).isFalse();
        reset("ForceOff");
        assertThat(reset("Explode").errorId()).endsWith(".ActionParameterValueNotInList");
        assertThat(curl.post(system + "/Actions/ComputerSystem.Reset", "{}", LOGIN)
                        .errorId())
                .endsWith(".ActionParameterMissing");
        var counters = machine.counters();
        assertThat(counters.of(Counter.POWER_ONS)).isOne();
        assertThat(counters.of(Counter.POWER_OFFS)).isOne();
        assertThat(counters.of(Counter.RESETS)).isOne();
        assertThat(counters.of(Counter.REDUNDANT_POWER_REQUESTS)).isEqualTo(2);
    }

    @Test
    void virtualMedia_takesOneMedium() throws Exception {
        for (String owner : List.of("/redfish/v1/Managers/bmc", machine.redfishSystemId())) {
            String slot = machine.redfishAddress() + owner + "/VirtualMedia/Cd";
            String insert = slot + "/Actions/VirtualMedia.InsertMedia";
            String eject = slot + "/Actions/VirtualMedia.EjectMedia";
            assertThat(curl.post(insert, "{\"Image\":\"http://127.0.0.1/a.iso\"}", LOGIN)
                            .status())
                    .isEqualTo(204);
            var shown = curl.get(slot, LOGIN).body();
            assertThat(shown.path("Inserted").asBoolean()).isTrue();
            assertThat(shown.path("ImageName").asText()).isEqualTo("a.iso");
            assertThat(curl.post(insert, "{\"Image\":\"http://127.0.0.1/b.iso\"}", LOGIN)
                            .errorId())
                    .endsWith(".ResourceInUse");
            assertThat(curl.post(eject, "", LOGIN).status()).isEqualTo(204);
            assertThat(curl.post(eject, "{}", LOGIN).status()).isEqualTo(204);
            assertThat(curl.get(slot, LOGIN).body().path("Image").isNull()).isTrue();
            assertThat(curl.post(insert, "{\"Image\":\"a.iso\"}", LOGIN).status())
                    .isEqualTo(400);
        }
        assertThat(machine.counters().of(Counter.MEDIA_INSERTS)).isEqualTo(2);
        assertThat(machine.counters().of(Counter.MEDIA_EJECTS)).isEqualTo(2);
    }

    @Test
    void secureBoot_isSwitched() throws Exception {
        String resource = system + "/SecureBoot";
        assertThat(curl.send("PATCH", resource, "{\"SecureBootEnable\":true}", LOGIN)
                        .status())
                .isEqualTo(200);
        assertThat(curl.get(resource, LOGIN)
                        .body()
                        .path("SecureBootCurrentBoot")
                        .asText())
                .isEqualTo("Enabled");
        assertThat(curl.send("PATCH", resource, "{\"SecureBootEnable\":\"yes\"}", LOGIN)
                        .errorId())
                .endsWith(".PropertyValueNotInList");
    }

    @Test
    void everyLink_leadsToAResource() throws Exception {
        var open = new ArrayList<>(List.of("/redfish/v1/"));
        for (int i = 0; i < open.size(); i++) {
            var answer = curl.get(machine.redfishAddress() + open.get(i), LOGIN);
            assertThat(answer.status()).as(open.get(i)).isEqualTo(200);
            assertThat(answer.body().path("@odata.id").asText()).isEqualTo(open.get(i));
            for (var link : answer.body().findValuesAsText("@odata.id")) {
                if (!open.contains(link) && !link.contains("#")) {
                    open.add(link);
                }
            }
        }
        assertThat(open).hasSizeGreaterThan(25).anyMatch(path -> path.endsWith("/Drives/2"));
    }

    @Test
    void inventory_addsUp() throws Exception {
        long memory = 0;
        for (var dimm : curl.get(system + "/Memory", LOGIN).body().path("Members")) {
            memory += curl.get(machine.redfishAddress() + dimm.path("@odata.id").asText(), LOGIN)
                    .body()
                    .path("CapacityMiB")
                    .asLong();
        }
        assertThat(memory).isEqualTo(machine.hardware().memoryMib());
        assertThat(curl.get(system + "/EthernetInterfaces/2", LOGIN)
                        .body()
                        .path("MACAddress")
                        .asText())
                .isEqualTo(machine.hardware().macs().get(1));
        assertThat(curl.get(system + "/Processors/1", LOGIN)
                        .body()
                        .path("InstructionSet")
                        .asText())
                .isEqualTo("x86-64");
        assertThat(curl.get(system + "/SimpleStorage/1", LOGIN)
                        .body()
                        .at("/Devices/1/CapacityBytes")
                        .asLong())
                .isEqualTo(512L << 30);
    }

    @Test
    void faults_ofTheBmc() throws Exception {
        machine.faults(Faults.bmcFailing(1));
        assertThat(curl.get(system, LOGIN).errorId()).endsWith(".InternalError");
        assertThat(curl.get(system, LOGIN).status()).isEqualTo(200);
        machine.faults(Faults.bmcRefusing());
        assertThatThrownBy(() -> curl.get(system, LOGIN)).isInstanceOf(IOException.class);
        machine.faults(Faults.bmcSlow(200));
        long before = System.nanoTime();
        assertThat(curl.get(system, LOGIN).status()).isEqualTo(200);
        assertThat(System.nanoTime() - before).isGreaterThan(200_000_000L);
        machine.faults(Faults.stuckPower());
        assertThat(reset("On").status()).isEqualTo(204);
        assertThat(machine.isOn()).isFalse();
    }

    @Test
    void sharedPort_servesBelowAPath_withAndWithoutServiceRoot() throws Exception {
        try (var shared = SimulatedFleet.start(SimConfig.of(2, null).withSharedPort())) {
            var second = shared.machine("m2");
            assertThat(second.redfishAddress()).isEqualTo(shared.url() + "/m/m2");
            for (String root : List.of("", "/", "/redfish/v1", "/redfish/v1/")) {
                assertThat(curl.get(second.redfishAddress() + root)
                                .body()
                                .at("/Systems/@odata.id")
                                .asText())
                        .isEqualTo("/m/m2/redfish/v1/Systems");
            }
            assertThat(curl.get(shared.url() + second.redfishSystemId(), LOGIN)
                            .body()
                            .path("UUID")
                            .asText())
                    .isEqualTo(second.uuid().toString());
            assertThat(curl.get(shared.url() + "/m/m3/redfish/v1").status()).isEqualTo(404);
        }
    }

    private Curl.Answer login(String password) throws Exception {
        return curl.post(
                machine.redfishAddress() + "/redfish/v1/SessionService/Sessions",
                Json.object("UserName", "admin", "Password", password));
    }

    private Curl.Answer reset(String type) throws Exception {
        return curl.post(system + "/Actions/ComputerSystem.Reset", Json.object("ResetType", type), LOGIN);
    }

    private Curl.Answer patch(String body, String ifMatch) throws Exception {
        return curl.send("PATCH", system, body, LOGIN[0], LOGIN[1], "If-Match", ifMatch);
    }
}
