package dev.fettle.config;

import java.util.List;

/** Network boot by PXE. */
public final class PxeOptions {
    private static final String GROUP = "pxe";

    public static final Option<String> TFTP_ROOT =
            Option.text(GROUP, "tftp_root", "/tftpboot", "Folder that the TFTP server serves.");
    public static final Option<String> KERNEL_APPEND_PARAMS = Option.text(
            GROUP, "kernel_append_params", "nofb vga=normal", "Kernel parameters of ramdisks booted by PXE.");
    public static final Option<List<String>> FILE_URL_ALLOWED_PATHS = Option.list(
            "conductor",
            "file_url_allowed_paths",
            "/var/lib/ironic",
            "Folders that file:// URLs in node data may point into, links resolved.");

    static final List<Option<?>> ALL = List.of(TFTP_ROOT, KERNEL_APPEND_PARAMS, FILE_URL_ALLOWED_PATHS);

    private PxeOptions() {}
}
