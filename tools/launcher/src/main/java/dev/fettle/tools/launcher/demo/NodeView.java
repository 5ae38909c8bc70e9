package dev.fettle.tools.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the table shows of a node.
 *
 * @param doing the step at work, or why it failed; may be empty
 */
record NodeView(String name, String state, String power, String doing) {

    static NodeView of(JsonNode node) {
        var step = node.path("clean_step").path("step").asText("")
                + node.path("deploy_step").path("step").asText("");
        var error = node.path("last_error").asText("");
        return new NodeView(
                node.path("name").asText("?"),
                node.path("provision_state").asText("?"),
                text(node.path("power_state"), "-"),
                error.isEmpty() ? step : error);
    }

    boolean failed() {
        return state.endsWith("failed") || state.equals("error");
    }

    private static String text(JsonNode value, String otherwise) {
        return value.isTextual() ? value.asText() : otherwise;
    }
}
