package dev.fettle.tools.sim.machine;

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
}
