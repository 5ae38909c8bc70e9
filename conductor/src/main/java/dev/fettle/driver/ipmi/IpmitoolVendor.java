package dev.fettle.driver.ipmi;

import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.VendorCall;
import dev.fettle.driver.spi.VendorInterface;
import dev.fettle.driver.spi.VendorMethod;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.step.StepKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Raw commands and resets of the BMC, for administrators ({@code contract/drivers.md} section 9). */
public final class IpmitoolVendor implements VendorInterface {
    /** Bytes as ipmitool reads them; nothing that could become an option or another word. */
    private static final Pattern BYTES =
            Pattern.compile("(?:0x[0-9a-fA-F]{1,2}|[0-9]{1,3})(?: (?:0x[0-9a-fA-F]{1,2}|[0-9]{1,3})){1,255}");

    private final Ipmitool ipmitool;

    /** For {@code ServiceLoader}. */
    public IpmitoolVendor() {
        this(Ipmitool.SHARED);
    }

    IpmitoolVendor(Ipmitool ipmitool) {
        this.ipmitool = ipmitool;
    }

    @Override
    public String name() {
        return "ipmitool";
    }

    @Override
    public Map<String, String> properties() {
        return IpmiProperties.ALL;
    }

    @Override
    public void validate(NodeTask task) {
        settings(task);
    }

    @Override
    public List<VendorMethod<NodeTask>> nodeMethods(String driver) {
        return List.of(
                VendorMethod.post(
                        "send_raw",
                        "Sends raw bytes to the BMC. Argument raw_bytes, such as \"0x00 0x01\": required.",
                        (task, call) -> {
                            settings(task);
                            bytes(call.text("raw_bytes"));
                        },
                        (task, call) -> {
                            sendRaw(task, call.text("raw_bytes"));
                            return null;
                        }),
                VendorMethod.post(
                        "bmc_reset",
                        "Restarts the BMC. Argument warm: true (as when absent) for a warm reset, false for a cold one.",
                        (task, call) -> {
                            settings(task);
                            isWarm(call);
                        },
                        (task, call) -> {
                            ipmitool.tell(task, settings(task), "bmc reset " + (isWarm(call) ? "warm" : "cold"));
                            return null;
                        }));
    }

    @Override
    public List<Step> steps(StepKind kind) {
        return switch (kind) {
            case DEPLOY, CLEAN, SERVICE -> List.of(new SendRawStep(kind, this::sendRaw));
            case VERIFY -> List.of();
        };
    }

    private void sendRaw(NodeTask task, String rawBytes) {
        ipmitool.tell(task, settings(task), "raw " + bytes(rawBytes));
    }

    /** @throws FaultException {@code INVALID_PARAMETER_VALUE} for anything but bytes */
    private static String bytes(String text) {
        var bytes = text.strip();
        if (!BYTES.matcher(bytes).matches()) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "raw_bytes takes 2 to 256 bytes with a blank between them, such as '0x06 0x01'.");
        }
        return bytes;
    }

    private static boolean isWarm(VendorCall call) {
        return switch (call.info().get("warm")) {
            case null -> true;
            case Boolean flag -> flag;
            case Object word ->
                Idents.flag(Objects.toString(word))
                        .orElseThrow(() -> new FaultException(
                                FaultCode.INVALID_PARAMETER_VALUE, "The argument warm takes true or false."));
        };
    }

    private static IpmiSettings settings(NodeTask task) {
        return IpmiSettings.read(task.node(), task.config());
    }
}
