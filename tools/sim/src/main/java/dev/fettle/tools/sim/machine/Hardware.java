package dev.fettle.tools.sim.machine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** What a machine is made of; the same number gives the same machine in every run. */
public record Hardware(
        String id, UUID uuid, List<String> macs, int cpus, int memoryMib, List<Disk> disks, String serial) {
    public static final String MANUFACTURER = "Fettle";
    public static final String MODEL = "Simulated 1U";
    public static final String BIOS_VERSION = "1.0.3";
    public static final String BMC_VERSION = "2.4.1";
    public static final String CPU_MODEL = "Simulated CPU @ 2.40GHz";
    private static final long GIB = 1L << 30;

    /** A disk; {@code name} as the operating system sees it. */
    public record Disk(String name, String model, String serial, long bytes, boolean rotational) {}

    public static Hardware numbered(int number) {
        String serial = "SIM%06d".formatted(number);
        return new Hardware(
                "m" + number,
                UUID.nameUUIDFromBytes(serial.getBytes(StandardCharsets.UTF_8)),
                List.of(mac(number, 0), mac(number, 1)),
                8,
                16 * 1024,
                List.of(
                        new Disk("/dev/sda", "SIM SSD", serial + "-0", 64 * GIB, false),
                        new Disk("/dev/sdb", "SIM HDD", serial + "-1", 512 * GIB, true)),
                serial);
    }

    private static String mac(int number, int nic) {
        return "52:54:%02x:%02x:%02x:%02x".formatted(nic, (number >> 16) & 0xff, (number >> 8) & 0xff, number & 0xff);
    }
}
