package dev.fettle.tools.sim.machine;

import org.jspecify.annotations.Nullable;

/** What the firmware decided to boot. */
public sealed interface BootSource {
    /** A ramdisk on virtual media, or fetched by UEFI HTTP boot. */
    record Iso(String url) implements BootSource {}

    /** A ramdisk over PXE. */
    record Network() implements BootSource {}

    /** The instance on the disk. */
    record Disk(DiskImage image) implements BootSource {}

    /** Nothing bootable was found. */
    record Nothing(String why) implements BootSource {}

    /** Without an override the disk comes first, then the virtual CD. */
    static BootSource choose(Boot boot, @Nullable String media, @Nullable DiskImage disk) {
        if (!boot.overrides()) {
            return disk != null ? new Disk(disk) : iso(media, "the disk is empty and there is no medium");
        }
        return switch (boot.target()) {
            case "Pxe" -> new Network();
            case "Cd" -> iso(media, "the boot device is Cd and no medium is inserted");
            case "UefiHttp" -> iso(boot.httpUri(), "the boot device is UefiHttp without HttpBootUri");
            case "Hdd" -> disk != null ? new Disk(disk) : new Nothing("the boot device is Hdd and the disk is empty");
            default -> new Nothing("the machine waits in " + boot.target());
        };
    }

    private static BootSource iso(@Nullable String url, String whyNot) {
        return url == null ? new Nothing(whyNot) : new Iso(url);
    }
}
