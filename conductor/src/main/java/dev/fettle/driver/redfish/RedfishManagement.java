package dev.fettle.driver.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.driver.spi.BootDevice;
import dev.fettle.driver.spi.BootModeControl;
import dev.fettle.driver.spi.IndicatorControl;
import dev.fettle.driver.spi.ManagementInterface;
import dev.fettle.driver.spi.NmiControl;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.SecureBootControl;
import dev.fettle.driver.spi.VirtualMediaControl;
import dev.fettle.driver.spi.image.PublishedMedia;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Boot device, boot mode, vendor and health by the computer system's resource ({@code contract/drivers.md} section 10). */
public final class RedfishManagement implements ManagementInterface {
    /** Set while a BMC without lasting overrides must be told the device anew before each power on. */
    static final String REAPPLIED_DEVICE = "redfish_boot_device";

    private static final Map<String, String> TARGETS = targets();
    private static final int TRIES = 6;
    private static final Duration POST_PAUSE = Duration.ofSeconds(10);

    private final RedfishClient client;

    /** For {@code ServiceLoader}. */
    public RedfishManagement() {
        this(RedfishClient.SHARED);
    }

    public RedfishManagement(RedfishClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "redfish";
    }

    @Override
    public Map<String, String> properties() {
        var properties = new LinkedHashMap<>(RedfishInfo.PROPERTIES);
        properties.put(
                PublishedMedia.NODE_URL,
                "URL of the web server that shows [deploy] http_root, as this BMC reaches it. Default: that of the configuration.");
        return properties;
    }

    @Override
    public void validate(NodeTask task) {
        RedfishInfo.of(task);
    }

    @Override
    public List<String> supportedBootDevices(NodeTask task) {
        return List.copyOf(TARGETS.keySet());
    }

    @Override
    public void setBootDevice(NodeTask task, String device, boolean persistent) {
        if (!TARGETS.containsKey(device)) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "Invalid boot device specified. Use one of " + String.join(", ", TARGETS.keySet()) + ".");
        }
        task.ensureLockHeld();
        var machine = RedfishMachine.open(client, task);
        var lasting = persistent && write(task, machine, device, "Continuous");
        if (!lasting) {
            write(task, machine, device, "Once");
        }
        remember(task, persistent && !lasting ? device : null);
    }

    @Override
    public BootDevice bootDevice(NodeTask task) {
        var system = RedfishMachine.open(client, task).system().body();
        var boot = bootOf(system);
        var enabled = boot.path("BootSourceOverrideEnabled").asText();
        if (enabled.isEmpty() || enabled.equals("Disabled")) {
            return new BootDevice(null, null);
        }
        var target = boot.path("BootSourceOverrideTarget").asText();
        var device = target.equals("UsbCd")
                ? "cdrom"
                : TARGETS.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(target))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(null);
        return new BootDevice(device, enabled.equals("Continuous"));
    }

    @Override
    public Optional<String> detectVendor(NodeTask task) {
        return word(RedfishMachine.open(client, task).system().body().path("Manufacturer"));
    }

    @Override
    public Optional<String> bootMode(NodeTask task) {
        var mode = bootOf(RedfishMachine.open(client, task).system().body())
                .path("BootSourceOverrideMode")
                .asText();
        return switch (mode) {
            case "UEFI" -> Optional.of("uefi");
            case "Legacy" -> Optional.of("bios");
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> health(NodeTask task) {
        var health = RedfishMachine.open(client, task)
                .system()
                .body()
                .path("Status")
                .path("Health")
                .asText();
        return Set.of("OK", "Warning", "Critical").contains(health) ? Optional.of(health) : Optional.empty();
    }

    @Override
    public Optional<Boolean> secureBoot(NodeTask task) {
        return new RedfishSecureBoot(client).state(task);
    }

    @Override
    public BootModeControl bootModeControl(NodeTask task) {
        return new RedfishBootMode(client);
    }

    @Override
    public SecureBootControl secureBootControl(NodeTask task) {
        return new RedfishSecureBoot(client);
    }

    @Override
    public IndicatorControl indicatorControl(NodeTask task) {
        return new RedfishIndicators(client);
    }

    @Override
    public VirtualMediaControl virtualMediaControl(NodeTask task) {
        return new RedfishMedia(client);
    }

    @Override
    public NmiControl nmiControl(NodeTask task) {
        return new RedfishNmi(client);
    }

    /** Called before each power on: tells a BMC that forgets its device what it was. */
    void reapplyBootDevice(NodeTask task) {
        var device = task.node().internalText(REAPPLIED_DEVICE);
        if (device != null && TARGETS.containsKey(device)) {
            write(task, RedfishMachine.open(client, task), device, "Once");
        }
    }

    /** False when the BMC knows no lasting override; every other refusal is a fault. */
    private static boolean write(NodeTask task, RedfishMachine machine, String device, String enabled) {
        for (var attempt = 1; ; attempt++) {
            var resource = BootResource.find(machine);
            var changes = changes(resource, device, enabled);
            if (changes.isEmpty()) {
                return true;
            }
            var answer = patch(machine, resource, changes);
            if (answer.isPresent() && answer.get().ok()) {
                return true;
            }
            if (enabled.equals("Continuous") && answer.isPresent() && refusesValue(answer.get())) {
                return false;
            }
            if (attempt >= TRIES || (answer.isPresent() && !mayPass(answer.get()))) {
                throw failure(
                        machine, device, answer.map(RedfishAnswer::reason).orElse("the connection broke each time"));
            }
            task.pause(POST_PAUSE);
        }
    }

    /** Empty when the answer was lost: the next look at the resource shows whether it worked. */
    private static Optional<RedfishAnswer> patch(
            RedfishMachine machine, BootResource resource, Map<String, Object> changes) {
        try {
            return Optional.of(machine.connection().patch(resource.answer(), resource.path(), Map.of("Boot", changes)));
        } catch (LostAnswerException _) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> changes(BootResource resource, String device, String enabled) {
        var quirk = BootQuirk.of(resource.system());
        var target = device.equals("cdrom") ? quirk.cd() : TARGETS.getOrDefault(device, device);
        var boot = resource.answer().body().path("Boot");
        var sameTarget = boot.path("BootSourceOverrideTarget").asText().equals(target);
        var sameEnabled = boot.path("BootSourceOverrideEnabled").asText().equals(enabled);
        if (sameTarget && sameEnabled) {
            return Map.of();
        }
        var changes = new LinkedHashMap<String, Object>();
        changes.put("BootSourceOverrideTarget", target);
        if (!sameEnabled || quirk.alwaysEnabled()) {
            changes.put("BootSourceOverrideEnabled", enabled);
        }
        if (quirk.alwaysMode() && boot.hasNonNull("BootSourceOverrideMode")) {
            changes.put(
                    "BootSourceOverrideMode",
                    boot.path("BootSourceOverrideMode").asText());
        }
        return changes;
    }

    private static boolean mayPass(RedfishAnswer answer) {
        return answer.status() == 412 // somebody changed it meanwhile: read again
                || answer.status() == 503
                || answer.hasMessage("UnableToModifyDuringSystemPOST");
    }

    private static boolean refusesValue(RedfishAnswer answer) {
        return answer.status() == 400 && !answer.hasMessage("UnableToModifyDuringSystemPOST");
    }

    private static void remember(NodeTask task, @org.jspecify.annotations.Nullable String device) {
        if (!java.util.Objects.equals(task.node().internalText(REAPPLIED_DEVICE), device)) {
            task.save(node -> node.withInternal(REAPPLIED_DEVICE, device));
        }
    }

    private static FaultException failure(RedfishMachine machine, String device, String why) {
        return new FaultException(
                FaultCode.REDFISH_ERROR,
                "The BMC at " + machine.connection().info().bmc() + " did not take boot device " + device + ": " + why
                        + ". Check that the machine supports this device and is not in its power-on self test.");
    }

    private static JsonNode bootOf(JsonNode system) {
        return system.path("Boot");
    }

    private static Optional<String> word(JsonNode value) {
        return Optional.ofNullable(value.textValue()).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Map<String, String> targets() {
        var targets = new LinkedHashMap<String, String>();
        targets.put("pxe", "Pxe");
        targets.put("disk", "Hdd");
        targets.put("cdrom", "Cd");
        targets.put("bios", "BiosSetup");
        targets.put("uefihttp", "UefiHttp");
        return java.util.Collections.unmodifiableMap(targets);
    }
}
