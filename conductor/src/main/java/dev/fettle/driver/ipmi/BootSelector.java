package dev.fettle.driver.ipmi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Boot devices of IPMI: their names here, in ipmitool, on the wire and in what ipmitool prints. */
enum BootSelector {
    PXE("pxe", 0x04, "Force PXE"),
    DISK("disk", 0x08, "Force Boot from default Hard-Drive"),
    CDROM("cdrom", 0x14, "Force Boot from CD/DVD"),
    BIOS("bios", 0x18, "Force Boot into BIOS Setup"),
    SAFE("safe", 0x0c, "Force Boot from default Hard-Drive, request Safe-Mode");

    /** What Supermicro takes for the disk. */
    private static final int SUPERMICRO_DISK = 0x24;

    private final String device;
    private final int code;
    private final String printed;

    BootSelector(String device, int code, String printed) {
        this.device = device;
        this.code = code;
        this.printed = printed;
    }

    static Optional<BootSelector> of(String device) {
        return Arrays.stream(values())
                .filter(selector -> selector.device.equals(device))
                .findFirst();
    }

    /** The device in an answer to {@code chassis bootparam get 5}. */
    static Optional<BootSelector> printedIn(String answer) {
        var selected = answer.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("- Boot Device Selector :"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
        return selected.flatMap(text -> Arrays.stream(values())
                .filter(selector -> selector.printed.equals(text))
                .findFirst());
    }

    static List<String> devices() {
        return Arrays.stream(values()).map(BootSelector::device).toList();
    }

    String device() {
        return device;
    }

    /** The command for machines that start by BIOS. */
    String biosCommand(boolean persistent) {
        return "chassis bootdev " + device + (persistent ? " options=persistent" : "");
    }

    /** The command for machines that start by UEFI, which ipmitool has no words for. */
    String uefiCommand(boolean persistent, boolean supermicro) {
        var selected = supermicro && this == DISK ? SUPERMICRO_DISK : code;
        return "raw 0x00 0x08 0x05 %s 0x%02x 0x00 0x00 0x00".formatted(persistent ? "0xe0" : "0xa0", selected);
    }
}
