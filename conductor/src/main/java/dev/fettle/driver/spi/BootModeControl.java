package dev.fettle.driver.spi;

import java.util.List;

/** Switches a machine between legacy BIOS and UEFI. */
public interface BootModeControl {

    /** {@code bios}, {@code uefi} or both. */
    List<String> supported(NodeTask task);

    /** In force when this returns, which may take a restart of the machine. Idempotent; blocks. */
    void set(NodeTask task, String mode);
}
