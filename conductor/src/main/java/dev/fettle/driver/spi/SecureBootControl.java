package dev.fettle.driver.spi;

/** Switches secure boot. */
@FunctionalInterface
public interface SecureBootControl {

    /** In force when this returns, which may take a restart of the machine. Idempotent; blocks. */
    void set(NodeTask task, boolean on);
}
