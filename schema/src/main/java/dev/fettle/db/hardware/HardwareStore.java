package dev.fettle.db.hardware;

import dev.fettle.db.Database;

/** The three stores of what is kept of a node's hardware. Thread-safe. */
public record HardwareStore(BiosSettingStore bios, FirmwareStore firmware, InventoryStore inventory) {

    public static HardwareStore of(Database database) {
        return new HardwareStore(
                new BiosSettingStore(database), new FirmwareStore(database), new InventoryStore(database));
    }
}
