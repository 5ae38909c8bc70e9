package dev.fettle.tools.sim.redfish;

import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Reply;
import java.util.List;

/** BIOS settings and secure boot, to read. */
final class FirmwareResources {
    private static final String SYSTEM = "Systems/{system}/";
    static final List<Route> ROUTES = List.of(
            Route.get(SYSTEM + "Bios", (bmc, _, _) -> bios(bmc)),
            Route.get(SYSTEM + "SecureBoot", (bmc, _, _) -> secureBoot(bmc)));

    private FirmwareResources() {}

    private static Reply bios(Bmc bmc) {
        var bios = bmc.resource(bmc.system() + "/Bios", "Bios.v1_2_1.Bios", "Bios", "BIOS settings");
        bios.set("Attributes", Json.object("BootMode", bmc.machine().boot().mode(), "ProcTurboMode", "Enabled"));
        return Reply.json(200, bios);
    }

    private static Reply secureBoot(Bmc bmc) {
        var secureBoot =
                bmc.resource(bmc.system() + "/SecureBoot", "SecureBoot.v1_1_0.SecureBoot", "SecureBoot", "Secure boot");
        secureBoot.put("SecureBootEnable", false);
        secureBoot.put("SecureBootCurrentBoot", "Disabled");
        secureBoot.put("SecureBootMode", "UserMode");
        return Reply.json(200, secureBoot);
    }
}
