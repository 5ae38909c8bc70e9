package dev.fettle.model.conductor;

/** Who serves an interface: a live conductor and its group. */
public record ServedInterface(String hostname, String group, HardwareInterface served) {}
