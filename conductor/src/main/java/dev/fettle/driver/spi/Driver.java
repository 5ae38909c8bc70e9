package dev.fettle.driver.spi;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import java.util.Map;

/** The 13 interfaces of one node, composed by its hardware type and its {@code *_interface} fields. */
public record Driver(String hardwareType, Map<InterfaceKind, DriverInterface> interfaces) {

    public Driver {
        interfaces = Map.copyOf(interfaces);
    }

    public PowerInterface power() {
        return of(InterfaceKind.POWER, PowerInterface.class);
    }

    public ManagementInterface management() {
        return of(InterfaceKind.MANAGEMENT, ManagementInterface.class);
    }

    public BootInterface boot() {
        return of(InterfaceKind.BOOT, BootInterface.class);
    }

    public DeployInterface deploy() {
        return of(InterfaceKind.DEPLOY, DeployInterface.class);
    }

    public InspectInterface inspect() {
        return of(InterfaceKind.INSPECT, InspectInterface.class);
    }

    public NetworkInterface network() {
        return of(InterfaceKind.NETWORK, NetworkInterface.class);
    }

    public StorageInterface storage() {
        return of(InterfaceKind.STORAGE, StorageInterface.class);
    }

    public RaidInterface raid() {
        return of(InterfaceKind.RAID, RaidInterface.class);
    }

    public ConsoleInterface console() {
        return of(InterfaceKind.CONSOLE, ConsoleInterface.class);
    }

    public VendorInterface vendor() {
        return of(InterfaceKind.VENDOR, VendorInterface.class);
    }

    public BiosInterface bios() {
        return of(InterfaceKind.BIOS, BiosInterface.class);
    }

    public FirmwareInterface firmware() {
        return of(InterfaceKind.FIRMWARE, FirmwareInterface.class);
    }

    /** @throws FaultException {@code UNSUPPORTED_DRIVER_EXTENSION} for a node without a rescue mode */
    public RescueInterface rescue() {
        return of(InterfaceKind.RESCUE, RescueInterface.class);
    }

    /** The implementation chosen for that kind. */
    public DriverInterface get(InterfaceKind kind) {
        var found = interfaces.get(kind);
        if (found == null) {
            throw new IllegalStateException(hardwareType + " was composed without " + kind);
        }
        return found;
    }

    private <T extends DriverInterface> T of(InterfaceKind kind, Class<T> type) {
        var found = get(kind);
        if (!type.isInstance(found)) {
            throw unsupported(kind.word(), hardwareType);
        }
        return type.cast(found);
    }

    /** What an operation that an interface does not offer answers; text that clients match. */
    public static FaultException unsupported(String feature, String driver) {
        return new FaultException(
                FaultCode.UNSUPPORTED_DRIVER_EXTENSION,
                "Driver " + driver + " does not support " + feature + " (disabled or not implemented).");
    }
}
