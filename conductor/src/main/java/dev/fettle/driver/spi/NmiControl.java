package dev.fettle.driver.spi;

/** Sends non-maskable interrupts. */
@FunctionalInterface
public interface NmiControl {

    /** Each call sends one. */
    void inject(NodeTask task);
}
