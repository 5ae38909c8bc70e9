package dev.fettle.tools.sim.redfish;

import dev.fettle.tools.sim.machine.Hardware;
import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Reply;
import dev.fettle.tools.sim.web.Request;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The BMC itself and its virtual CD, which is shown below the manager and, as newer ones do, below the system. */
final class MediaResources {
    private static final String SLOT = "/VirtualMedia/Cd";
    private static final Set<String> SCHEMES = Set.of("http", "https", "nfs", "cifs");

    static final List<Route> ROUTES = Stream.of(
                    List.of(
                            Route.get("Managers", (bmc, _, _) -> bmc.collection("Managers", "Manager", List.of("bmc"))),
                            Route.get("Managers/bmc", (bmc, _, _) -> manager(bmc))),
                    slot("Managers/bmc"),
                    slot("Systems/{system}"))
            .flatMap(List::stream)
            .toList();

    private MediaResources() {}

    private static List<Route> slot(String owner) {
        return List.of(
                Route.get(
                        owner + "/VirtualMedia",
                        (bmc, _, path) -> bmc.collection(owner(path) + "/VirtualMedia", "VirtualMedia", List.of("Cd"))),
                Route.get(owner + SLOT, (bmc, _, path) -> show(bmc, owner(path))),
                Route.of(
                        "POST",
                        owner + SLOT + "/Actions/VirtualMedia.InsertMedia",
                        (bmc, request, _) -> insert(bmc, request)),
                Route.of("POST", owner + SLOT + "/Actions/VirtualMedia.EjectMedia", (bmc, _, _) -> eject(bmc)));
    }

    private static String owner(List<String> path) {
        return path.get(0) + "/" + path.get(1);
    }

    private static Reply manager(Bmc bmc) {
        var manager = bmc.resource("Managers/bmc", "Manager.v1_19_0.Manager", "bmc", "BMC");
        manager.put("ManagerType", "BMC");
        manager.put("FirmwareVersion", Hardware.BMC_VERSION);
        manager.put("UUID", bmc.machine().uuid().toString());
        manager.set("Status", Json.object("State", "Enabled", "Health", "OK"));
        manager.set("VirtualMedia", bmc.link("Managers/bmc/VirtualMedia"));
        manager.set(
                "Links",
                Json.object(
                        "ManagerForServers", Json.array(bmc.link(bmc.system())),
                        "ManagerForChassis", Json.array(bmc.link("Chassis/1"))));
        return Reply.json(200, manager);
    }

    private static Reply show(Bmc bmc, String owner) {
        String path = owner + SLOT;
        String media = bmc.machine().media();
        var json = bmc.resource(path, "VirtualMedia.v1_6_2.VirtualMedia", "Cd", "Virtual CD");
        json.set("MediaTypes", Json.array("CD", "DVD"));
        json.put("Image", media);
        json.put("ImageName", media == null ? null : media.substring(media.lastIndexOf('/') + 1));
        json.put("Inserted", media != null);
        json.put("WriteProtected", true);
        json.put("ConnectedVia", media == null ? "NotConnected" : "URI");
        json.set(
                "Actions",
                Json.object(
                        "#VirtualMedia.InsertMedia",
                        Json.object("target", bmc.at(path + "/Actions/VirtualMedia.InsertMedia")),
                        "#VirtualMedia.EjectMedia",
                        Json.object("target", bmc.at(path + "/Actions/VirtualMedia.EjectMedia"))));
        return Reply.json(200, json);
    }

    private static Reply insert(Bmc bmc, Request request) throws Request.NotJson {
        var image = request.json().path("Image");
        if (!image.isTextual()) {
            return RedfishError.parameterMissing("VirtualMedia.InsertMedia", "Image");
        }
        if (!isAddress(image.asText())) {
            return RedfishError.parameterNotInList(image.asText(), "Image", "VirtualMedia.InsertMedia");
        }
        return bmc.machine().insertMedia(image.asText())
                ? Reply.empty(204)
                : RedfishError.conflict("a medium is inserted already, eject it first");
    }

    private static boolean isAddress(String image) {
        try {
            String scheme = URI.create(image).getScheme();
            return scheme != null && SCHEMES.contains(scheme);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Reply eject(Bmc bmc) {
        bmc.machine().ejectMedia();
        return Reply.empty(204);
    }
}
