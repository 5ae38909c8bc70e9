package dev.fettle.driver.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.driver.redfish.RedfishMachine.Member;
import dev.fettle.driver.spi.MediaDevice;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The virtual drives of a machine ({@code contract/drivers.md} sections 8 and 10). Looks before it acts; safe to run again. */
final class RedfishVirtualMedia {
    /** What a drive for CDs takes. */
    static final Set<String> CD = Set.of("CD", "DVD");

    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final int MAX_MANAGERS = 8;

    private final NodeTask task;
    private final RedfishMachine machine;

    RedfishVirtualMedia(NodeTask task, RedfishMachine machine) {
        this.task = task;
        this.machine = machine;
    }

    /** The image is in a CD drive when this returns. */
    void insert(String image) {
        insert(CD, image);
    }

    /** The image is in a drive that takes one of those types when this returns. */
    void insert(Set<String> types, String image) {
        var drives = drives(types);
        if (drives.stream().anyMatch(drive -> holds(drive.body(), image))) {
            return;
        }
        var refusals = new ArrayList<String>();
        for (var drive : drives) {
            ejectFrom(drive);
            var refusal = insertInto(drive.path(), image);
            if (refusal.isEmpty()) {
                return;
            }
            refusals.add(drive.path() + ": " + refusal.get());
        }
        throw new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE,
                "No virtual drive for "
                        + String.join(" or ", types.stream().sorted().toList()) + " of the BMC at "
                        + machine.connection().info().bmc() + " took the image"
                        + (drives.isEmpty() ? " (it has none)" : " (" + String.join("; ", refusals) + ")")
                        + ". Use another boot interface, or check the BMC's virtual media licence and that it reaches the image's URL.");
    }

    /** All CD drives are empty when this returns. */
    void ejectAll() {
        eject(CD);
    }

    /** All drives that take one of those types are empty when this returns. */
    void eject(Set<String> types) {
        drives(types).forEach(this::ejectFrom);
    }

    List<MediaDevice> devices() {
        return drives(Set.of()).stream().map(drive -> device(drive.body())).toList();
    }

    private static MediaDevice device(JsonNode drive) {
        var types = new ArrayList<String>();
        drive.path("MediaTypes").forEach(type -> types.add(type.asText()));
        var image = drive.path("Image").asText("");
        return new MediaDevice(types, drive.path("Inserted").asBoolean(), image.isEmpty() ? null : image);
    }

    /** @param types empty for drives of any kind */
    private List<Member> drives(Set<String> types) {
        var system = machine.system().body();
        var ofSystem = RedfishMachine.link(system, "VirtualMedia")
                .map(collection -> fitting(collection, types))
                .orElse(List.of());
        if (!ofSystem.isEmpty()) {
            return ofSystem;
        }
        var found = new ArrayList<Member>();
        var asked = 0;
        for (var reference : system.path("Links").path("ManagedBy")) {
            var manager = reference.path("@odata.id").textValue();
            if (manager != null && asked++ < MAX_MANAGERS) {
                RedfishMachine.link(machine.connection().require(manager).body(), "VirtualMedia")
                        .ifPresent(collection -> found.addAll(fitting(collection, types)));
            }
        }
        return found;
    }

    private List<Member> fitting(String collection, Set<String> types) {
        return machine.members(collection).stream()
                .filter(drive -> types.isEmpty() || takes(drive.body().path("MediaTypes"), types))
                .toList();
    }

    private static boolean takes(JsonNode mediaTypes, Set<String> types) {
        for (var type : mediaTypes) {
            if (types.contains(type.asText())) {
                return true;
            }
        }
        return false;
    }

    /** Empty: it is in. Else why this drive does not take it. */
    private Optional<String> insertInto(String drive, String image) {
        for (var attempt = 1; ; attempt++) {
            try {
                var answer = sendInsert(machine.connection().require(drive), drive, image);
                if (answer.ok()) {
                    return Optional.empty();
                }
                if (answer.status() < 500 || attempt >= TRIES) {
                    return Optional.of(answer.reason());
                }
            } catch (LostAnswerException lost) {
                if (holds(machine.connection().require(drive).body(), image)) {
                    return Optional.empty();
                }
                if (attempt >= TRIES) {
                    return Optional.of("no answer");
                }
            }
            task.pause(PAUSE);
        }
    }

    private RedfishAnswer sendInsert(RedfishAnswer drive, String path, String image) {
        var target = RedfishMachine.actionTarget(drive.body(), "VirtualMedia.InsertMedia");
        if (target.isEmpty()) {
            return machine.connection()
                    .patch(drive, path, Map.of("Image", image, "Inserted", true, "WriteProtected", true));
        }
        var body = new LinkedHashMap<String, Object>(Map.of("Image", image));
        var answer = machine.connection().post(target.get(), body);
        if (answer.status() == 400 && wantsMore(answer)) {
            body.put("TransferProtocolType", URI.create(image).getScheme().toUpperCase(Locale.ROOT));
            body.put("TransferMethod", "Stream");
            if (answer.mentions("UserName") || answer.mentions("Password")) {
                body.put("UserName", "none"); // some firmware insists on them; nobody looks at them
                body.put("Password", "none");
            }
            answer = machine.connection().post(target.get(), body);
        }
        return answer;
    }

    private static boolean wantsMore(RedfishAnswer answer) {
        return List.of("TransferProtocolType", "TransferMethod", "UserName", "Password", "ActionParameterMissing")
                .stream()
                .anyMatch(answer::mentions);
    }

    private void ejectFrom(Member drive) {
        if (!drive.body().path("Inserted").asBoolean()) {
            return;
        }
        for (var attempt = 1; ; attempt++) {
            try {
                var answer = sendEject(drive);
                if (answer.ok()) {
                    return;
                }
                if (answer.status() < 500 || attempt >= TRIES) {
                    throw machine.connection()
                            .error(drive.path(), "did not eject its medium (" + answer.reason() + ")");
                }
            } catch (LostAnswerException lost) {
                if (!machine.connection()
                        .require(drive.path())
                        .body()
                        .path("Inserted")
                        .asBoolean()) {
                    return;
                }
                if (attempt >= TRIES) {
                    throw machine.connection().error(drive.path(), "did not eject its medium (no answer)");
                }
            }
            task.pause(PAUSE);
        }
    }

    private RedfishAnswer sendEject(Member drive) {
        var target = RedfishMachine.actionTarget(drive.body(), "VirtualMedia.EjectMedia");
        if (target.isEmpty()) {
            var body = new LinkedHashMap<String, Object>();
            body.put("Image", null);
            body.put("Inserted", false);
            return machine.connection().patch(drive.answer(), drive.path(), body);
        }
        var answer = machine.connection().post(target.get(), null);
        return answer.status() == 400 || answer.status() == 415
                ? machine.connection().post(target.get(), Map.of())
                : answer;
    }

    private static boolean holds(JsonNode drive, String image) {
        return drive.path("Inserted").asBoolean()
                && drive.path("Image").asText().equals(image);
    }
}
