package dev.fettle.driver.spi;

import dev.fettle.model.field.Values;
import dev.fettle.model.hardware.Inventory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records of a node in memory. */
public final class TestRecords implements NodeRecords {
    private List<Values> biosSettings = List.of();
    private List<Values> firmware = List.of();
    private Optional<Inventory> inventory = Optional.empty();

    @Override
    public List<Values> biosSettings() {
        return biosSettings;
    }

    @Override
    public void saveBiosSettings(List<Values> settings) {
        biosSettings = List.copyOf(settings);
    }

    @Override
    public List<Values> firmware() {
        return firmware;
    }

    @Override
    public void saveFirmware(List<Values> components) {
        firmware = List.copyOf(components);
    }

    @Override
    public void saveInventory(Map<String, Object> found, Map<String, Object> pluginData) {
        inventory = Optional.of(new Inventory(found, pluginData));
    }

    public Optional<Inventory> inventory() {
        return inventory;
    }
}
