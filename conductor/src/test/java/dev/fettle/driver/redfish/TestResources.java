package dev.fettle.driver.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.driver.spi.net.TestServer.Reply;
import dev.fettle.driver.spi.net.WireJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Resources of a BMC that are plain documents: read as they are, changed by PATCH at once or when the machine starts. */
final class TestResources {
    private final Map<String, JsonNode> documents = new LinkedHashMap<>();
    private final Map<String, JsonNode> staged = new LinkedHashMap<>();
    private final List<String> patches = new ArrayList<>();
    private boolean changesNeedARestart;
    private boolean changesAreLost;

    void put(String path, String json) {
        documents.put(path, WireJson.parse(json).orElseThrow());
    }

    void changesNeedARestart() {
        changesNeedARestart = true;
    }

    /** Takes changes and forgets them, as broken firmware does. */
    void changesAreLost() {
        changesAreLost = true;
    }

    boolean knows(String path) {
        return documents.containsKey(path);
    }

    /** Bodies of all changes, each after its path. */
    List<String> patches() {
        return List.copyOf(patches);
    }

    void restarted() {
        documents.putAll(staged);
        staged.clear();
    }

    Reply answer(String method, String path, String body) {
        var document = documents.get(path);
        if (document == null) {
            return new Reply(404, "");
        }
        if (!method.equals("PATCH")) {
            return new Reply(200, document.toString());
        }
        patches.add(path + " " + body);
        if (changesAreLost) {
            return new Reply(204, "");
        }
        ObjectNode changed = document.deepCopy();
        changed.setAll((ObjectNode) WireJson.parse(body).orElseThrow());
        (changesNeedARestart ? staged : documents).put(path, changed);
        return new Reply(204, "");
    }
}
