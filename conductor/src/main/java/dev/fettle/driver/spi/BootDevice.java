package dev.fettle.driver.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a machine boots from.
 *
 * @param device pxe, disk, cdrom, bios, safe, wanboot, iscsiboot, floppy or uefihttp; null when unknown
 * @param persistent beyond the next boot; null when unknown
 */
public record BootDevice(@Nullable String device, @Nullable Boolean persistent) {}
