package dev.fettle.model.hardware;

import java.util.Map;

/**
 * What inspection found.
 *
 * @param inventory the machine's parts, in the words of the agent's inventory
 * @param pluginData what came along with it
 */
public record Inventory(Map<String, Object> inventory, Map<String, Object> pluginData) {}
