package dev.fettle.tools.sim.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.tools.sim.machine.Hardware;
import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Reply;
import java.util.List;

/** The box around the system, with its sensors. */
final class ChassisResources {
    static final List<Route> ROUTES = List.of(
            Route.get("Chassis", (bmc, _, _) -> bmc.collection("Chassis", "Chassis", List.of("1"))),
            Route.get("Chassis/1", (bmc, _, _) -> chassis(bmc)),
            Route.get("Chassis/1/Power", (bmc, _, _) -> power(bmc)),
            Route.get("Chassis/1/Thermal", (bmc, _, _) -> thermal(bmc)));

    private ChassisResources() {}

    private static Reply chassis(Bmc bmc) {
        var chassis = bmc.resource("Chassis/1", "Chassis.v1_25_0.Chassis", "1", "Chassis");
        chassis.put("ChassisType", "RackMount");
        chassis.put("UUID", bmc.machine().uuid().toString());
        chassis.put("Manufacturer", Hardware.MANUFACTURER);
        chassis.put("Model", Hardware.MODEL);
        chassis.put("SerialNumber", bmc.machine().hardware().serial());
        chassis.put("IndicatorLED", bmc.machine().indicator());
        chassis.put("PowerState", bmc.machine().isOn() ? "On" : "Off");
        chassis.set("Status", ok());
        chassis.set("Power", bmc.link("Chassis/1/Power"));
        chassis.set("Thermal", bmc.link("Chassis/1/Thermal"));
        chassis.set(
                "Links",
                Json.object(
                        "ComputerSystems", Json.array(bmc.link(bmc.system())),
                        "ManagedBy", Json.array(bmc.link("Managers/bmc"))));
        return Reply.json(200, chassis);
    }

    private static Reply power(Bmc bmc) {
        var power = bmc.resource("Chassis/1/Power", "Power.v1_7_1.Power", "Power", "Power");
        power.set(
                "PowerSupplies",
                Json.array(Json.object(
                        "@odata.id",
                        bmc.at("Chassis/1/Power") + "#/PowerSupplies/0",
                        "MemberId",
                        "0",
                        "Name",
                        "PSU 1",
                        "PowerCapacityWatts",
                        800,
                        "LastPowerOutputWatts",
                        bmc.machine().isOn() ? 210 : 0,
                        "LineInputVoltage",
                        230,
                        "Status",
                        ok())));
        return Reply.json(200, power);
    }

    private static Reply thermal(Bmc bmc) {
        boolean on = bmc.machine().isOn();
        String path = bmc.at("Chassis/1/Thermal");
        var thermal = bmc.resource("Chassis/1/Thermal", "Thermal.v1_7_1.Thermal", "Thermal", "Thermal");
        thermal.set(
                "Fans",
                Json.array(Json.object(
                        "@odata.id",
                        path + "#/Fans/0",
                        "MemberId",
                        "0",
                        "Name",
                        "Fan 1",
                        "Reading",
                        on ? 5200 : 0,
                        "ReadingUnits",
                        "RPM",
                        "Status",
                        ok())));
        thermal.set(
                "Temperatures",
                Json.array(Json.object(
                        "@odata.id",
                        path + "#/Temperatures/0",
                        "MemberId",
                        "0",
                        "Name",
                        "Inlet",
                        "SensorNumber",
                        1,
                        "ReadingCelsius",
                        23,
                        "PhysicalContext",
                        "Intake",
                        "Status",
                        ok())));
        return Reply.json(200, thermal);
    }

    private static ObjectNode ok() {
        return Json.object("State", "Enabled", "Health", "OK");
    }
}
