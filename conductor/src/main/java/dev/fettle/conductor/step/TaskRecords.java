package dev.fettle.conductor.step;

import dev.fettle.db.hardware.HardwareStore;
import dev.fettle.driver.spi.NodeRecords;
import dev.fettle.model.field.Values;
import dev.fettle.model.hardware.Inventory;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.NodeLock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The records of a task's node in the database.
 *
 * @param write runs a write with the task's lock, or refuses
 * @param found takes an inventory, to be written with the end of the operation; or refuses
 */
record TaskRecords(HardwareStore store, Node node, Consumer<Consumer<NodeLock>> write, Consumer<Inventory> found)
        implements NodeRecords {

    @Override
    public List<Values> biosSettings() {
        return store.bios().list(node.id());
    }

    @Override
    public void saveBiosSettings(List<Values> settings) {
        write.accept(lock -> store.bios().replace(lock, settings));
    }

    @Override
    public List<Values> firmware() {
        return store.firmware().list(node.id());
    }

    @Override
    public void saveFirmware(List<Values> components) {
        write.accept(lock -> store.firmware().replace(lock, components));
    }

    @Override
    public void saveInventory(Map<String, Object> inventory, Map<String, Object> pluginData) {
        found.accept(new Inventory(inventory, pluginData));
    }
}
