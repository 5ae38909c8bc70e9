package dev.fettle.driver.spi;

import dev.fettle.model.field.Values;
import java.util.List;
import java.util.Map;

/**
 * What is kept of a node's hardware beside its row. Writes go under the fence, at once; a task of a read refuses them.
 *
 * @see dev.fettle.model.hardware.BiosSettingFields
 * @see dev.fettle.model.hardware.FirmwareFields
 */
public interface NodeRecords {

    List<Values> biosSettings();

    /** These are all settings there are; what is kept of others goes. */
    void saveBiosSettings(List<Values> settings);

    List<Values> firmware();

    /** These are all components there are; the first version ever seen of each stays. */
    void saveFirmware(List<Values> components);

    /** What inspection found; replaces what an earlier one did. Written with the end of the inspection, not before. */
    void saveInventory(Map<String, Object> inventory, Map<String, Object> pluginData);
}
