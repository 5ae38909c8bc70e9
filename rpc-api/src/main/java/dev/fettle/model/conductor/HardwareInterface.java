package dev.fettle.model.conductor;

/**
 * An interface that a conductor serves for a hardware type.
 *
 * @param interfaceType word of the kind, such as {@code power}
 * @param isDefault whether new nodes of the type get it
 */
public record HardwareInterface(String hardwareType, String interfaceType, String interfaceName, boolean isDefault) {}
