package dev.fettle.config;

import java.util.List;
import java.util.Optional;

/** Deploying. */
public final class DeployOptions {
    private static final String GROUP = "deploy";

    public static final Option<Optional<String>> HTTP_URL = Option.optional(
            GROUP, "http_url", "URL of the web server that serves http_root; needed for virtual media.");
    public static final Option<String> HTTP_ROOT =
            Option.text(GROUP, "http_root", "/httpboot", "Folder of files served to machines.");
    public static final Option<Optional<String>> EXTERNAL_HTTP_URL =
            Option.optional(GROUP, "external_http_url", "The same server as machines with virtual media reach it.");
    public static final Option<Optional<String>> EXTERNAL_CALLBACK_URL =
            Option.optional(GROUP, "external_callback_url", "Base URL of the API as agents on virtual media reach it.");
    public static final Option<String> DEFAULT_BOOT_MODE = Option.choice(
            GROUP,
            "default_boot_mode",
            List.of("uefi", "bios"),
            "uefi",
            "Boot mode when nothing else says: uefi or bios.");
    public static final Option<Boolean> FAST_TRACK =
            Option.flag(GROUP, "fast_track", false, "Reuse a running agent instead of booting one.");
    public static final Option<Boolean> POWER_OFF_AFTER_DEPLOY_FAILURE =
            Option.flag(GROUP, "power_off_after_deploy_failure", true, "Power off after a failed deploy.");
    public static final Option<String> ERASE_DEVICES_PRIORITY = Option.text(
            GROUP,
            "erase_devices_priority",
            "",
            "Priority of deploy.erase_devices in automated cleaning; 0 turns it off; empty: as the agent says.");
    public static final Option<String> ERASE_DEVICES_METADATA_PRIORITY = Option.text(
            GROUP,
            "erase_devices_metadata_priority",
            "",
            "Priority of deploy.erase_devices_metadata in automated cleaning; 0 turns it off; empty: as the agent"
                    + " says.");

    public static final Option<String> ISO_MASTER_PATH = Option.text(
            GROUP,
            "iso_master_path",
            "/var/lib/ironic/master_iso_images",
            "Folder that keeps images of virtual media that the conductor has fetched.");
    public static final Option<Integer> ISO_CACHE_SIZE = Option.integer(
            GROUP,
            "iso_cache_size",
            20480,
            1,
            Integer.MAX_VALUE,
            "Most MiB that the images in iso_master_path take; an image that is larger alone is refused.");
    public static final Option<Integer> ISO_CACHE_TTL = Option.integer(
            GROUP,
            "iso_cache_ttl",
            10080,
            0,
            Integer.MAX_VALUE,
            "Minutes after which an image in iso_master_path that nobody used goes.");

    static final List<Option<?>> ALL = List.of(
            HTTP_URL,
            HTTP_ROOT,
            EXTERNAL_HTTP_URL,
            EXTERNAL_CALLBACK_URL,
            DEFAULT_BOOT_MODE,
            FAST_TRACK,
            POWER_OFF_AFTER_DEPLOY_FAILURE,
            ERASE_DEVICES_PRIORITY,
            ERASE_DEVICES_METADATA_PRIORITY,
            ISO_MASTER_PATH,
            ISO_CACHE_SIZE,
            ISO_CACHE_TTL);

    private DeployOptions() {}
}
