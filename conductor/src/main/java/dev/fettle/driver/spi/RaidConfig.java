package dev.fettle.driver.spi;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a RAID configuration may say ({@code contract/drivers.md} section 11). */
public final class RaidConfig {
    private static final String DISKS = "logical_disks";
    private static final int MOST_DISKS = 512;
    private static final Set<String> LEVELS = Set.of("JBOD", "0", "1", "2", "5", "6", "1+0", "5+0", "6+0");

    /** One key of a logical disk. */
    private record Key(String name, boolean required, String meaning, String takes, Predicate<Object> fits) {}

    private static final List<Key> KEYS = List.of(
            new Key(
                    "raid_level",
                    true,
                    "RAID level of the disk: JBOD, 0, 1, 2, 5, 6, 1+0, 5+0 or 6+0. Required.",
                    "one of JBOD, 0, 1, 2, 5, 6, 1+0, 5+0, 6+0",
                    LEVELS::contains),
            new Key(
                    "size_gb",
                    true,
                    "Size in GiB as a whole number, or MAX for all that is left. Required.",
                    "a whole number above 0, or MAX",
                    RaidConfig::isSize),
            new Key(
                    "volume_name",
                    false,
                    "Name of the volume; made up by the controller when absent.",
                    "a string",
                    RaidConfig::isText),
            new Key(
                    "is_root_volume",
                    false,
                    "Whether the operating system goes on this disk; true for one disk at most.",
                    "true or false",
                    Boolean.class::isInstance),
            new Key(
                    "share_physical_disks",
                    false,
                    "Whether other logical disks may use the same physical disks; false when absent.",
                    "true or false",
                    Boolean.class::isInstance),
            new Key(
                    "disk_type",
                    false,
                    "Kind of physical disk to use: hdd or ssd.",
                    "hdd or ssd",
                    Set.of("hdd", "ssd")::contains),
            new Key(
                    "interface_type",
                    false,
                    "Bus of the physical disks to use: sata, scsi or sas.",
                    "sata, scsi or sas",
                    Set.of("sata", "scsi", "sas")::contains),
            new Key(
                    "number_of_physical_disks",
                    false,
                    "How many physical disks to use.",
                    "a whole number above 0",
                    RaidConfig::isCount),
            new Key(
                    "controller",
                    false,
                    "Controller to use, by the name that the driver knows it by.",
                    "a string",
                    RaidConfig::isText),
            new Key(
                    "physical_disks",
                    false,
                    "Physical disks to use, by the names that the driver knows them by; needs controller.",
                    "a list of strings or objects",
                    RaidConfig::isDiskList));

    /** Keys of a logical disk with explanations, in the order of importance. */
    public static final Map<String, String> PROPERTIES = properties();

    private RaidConfig() {}

    /** @throws FaultException {@code INVALID_PARAMETER_VALUE} that names the key and what it takes */
    public static void check(Map<String, Object> config) {
        for (var key : config.keySet()) {
            if (!key.equals(DISKS)) {
                throw invalid("the key '" + shown(key) + "' is not known; only " + DISKS + " is");
            }
        }
        if (!(config.get(DISKS) instanceof List<?> disks) || disks.isEmpty() || disks.size() > MOST_DISKS) {
            throw invalid(DISKS + " must be a list of 1 to " + MOST_DISKS + " disks");
        }
        var roots = 0;
        for (var i = 0; i < disks.size(); i++) {
            roots += checkDisk(DISKS + "[" + i + "]", disks.get(i));
        }
        if (roots > 1) {
            throw invalid("is_root_volume is true for " + roots + " disks; one can be the root volume");
        }
    }

    /** 1 for a root volume. */
    private static int checkDisk(String where, @Nullable Object disk) {
        if (!(disk instanceof Map<?, ?> map)) {
            throw invalid(where + " must be an object");
        }
        for (var key : map.keySet()) {
            if (!PROPERTIES.containsKey(String.valueOf(key))) {
                throw invalid(where + " has the unknown key '" + shown(String.valueOf(key)) + "'");
            }
        }
        for (var key : KEYS) {
            var value = map.get(key.name());
            if (value == null && (key.required() || map.containsKey(key.name()))) {
                throw invalid(where + "/" + key.name() + " is missing; it takes " + key.takes());
            }
            if (value != null && !key.fits().test(value)) {
                throw invalid(where + "/" + key.name() + " takes " + key.takes());
            }
        }
        if (map.containsKey("physical_disks") && !map.containsKey("controller")) {
            throw invalid(where + "/physical_disks needs controller as well");
        }
        return Boolean.TRUE.equals(map.get("is_root_volume")) ? 1 : 0;
    }

    private static boolean isSize(Object value) {
        return value.equals("MAX") || isCount(value);
    }

    private static boolean isCount(Object value) {
        return (value instanceof Integer || value instanceof Long) && ((Number) value).longValue() > 0;
    }

    private static boolean isText(Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= 255;
    }

    private static boolean isDiskList(Object value) {
        return value instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(item -> item instanceof String || item instanceof Map<?, ?>);
    }

    private static Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        KEYS.forEach(key -> properties.put(key.name(), key.meaning()));
        return Collections.unmodifiableMap(properties);
    }

    private static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }

    private static FaultException invalid(String what) {
        return new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE,
                "RAID config validation error: " + what + ". Correct target_raid_config.");
    }
}
