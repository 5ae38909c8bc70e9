package dev.fettle.driver.redfish;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where boot settings are written: the system, or its settings resource if that one holds them.
 *
 * @param answer the resource to change, as just read
 * @param system the system's own document
 */
record BootResource(String path, RedfishAnswer answer, JsonNode system) {

    static BootResource find(RedfishMachine machine) {
        var system = machine.system();
        var settings = RedfishMachine.link(system.body().path("@Redfish.Settings"), "SettingsObject");
        if (settings.isPresent()) {
            var answer = machine.connection().get(settings.get());
            if (answer.ok() && answer.body().path("Boot").has("BootSourceOverrideTarget")) {
                return new BootResource(settings.get(), answer, system.body());
            }
        }
        return new BootResource(machine.path(), system, system.body());
    }
}
