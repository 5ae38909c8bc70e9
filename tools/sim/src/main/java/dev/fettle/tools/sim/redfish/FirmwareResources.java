package dev.fettle.tools.sim.redfish;

import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Reply;
import dev.fettle.tools.sim.web.Request;
import java.util.List;

/** BIOS settings, to read, and secure boot. */
final class FirmwareResources {
    private static final String SYSTEM = "Systems/{system}/";
    static final List<Route> ROUTES = List.of(
            Route.get(SYSTEM + "Bios", (bmc, _, _) -> bios(bmc)),
            Route.get(SYSTEM + "SecureBoot", (bmc, _, _) -> secureBoot(bmc)),
            Route.of("PATCH", SYSTEM + "SecureBoot", (bmc, request, _) -> setSecureBoot(bmc, request)));

    private FirmwareResources() {}

    private static Reply bios(Bmc bmc) {
        var bios = bmc.resource(bmc.system() + "/Bios", "Bios.v1_2_1.Bios", "Bios", "BIOS settings");
        bios.set("Attributes", Json.object("BootMode", bmc.machine().boot().mode(), "ProcTurboMode", "Enabled"));
        return Reply.json(200, bios);
    }

    private static Reply secureBoot(Bmc bmc) {
        var secureBoot =
                bmc.resource(bmc.system() + "/SecureBoot", "SecureBoot.v1_1_0.SecureBoot", "SecureBoot", "Secure boot");
        secureBoot.put("SecureBootEnable", bmc.machine().secureBoot());
        secureBoot.put("SecureBootCurrentBoot", bmc.machine().secureBoot() ? "Enabled" : "Disabled");
        secureBoot.put("SecureBootMode", "UserMode");
        return Reply.json(200, secureBoot);
    }

    /** Takes effect at once: there is no firmware that would have to start first. */
    private static Reply setSecureBoot(Bmc bmc, Request request) throws Request.NotJson {
        var enable = request.json().path("SecureBootEnable");
        if (!enable.isBoolean()) {
            return RedfishError.notInList(enable.asText(), "SecureBootEnable");
        }
        bmc.machine().secureBoot(enable.asBoolean());
        return secureBoot(bmc);
    }
}
