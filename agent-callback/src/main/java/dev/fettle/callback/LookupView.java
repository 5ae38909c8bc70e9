package dev.fettle.callback;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.MaskedJson;
import dev.fettle.http.Request;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answer to a lookup: the node as an anonymous caller may see it, and settings for the agent. */
final class LookupView {
    private static final Set<String> FIND_OWN_BMC = Set.of("redfish", "idrac-redfish");

    /** Settings that do not depend on node or configuration. */
    private static final Map<String, @Nullable Object> FIXED = fixed();

    private LookupView() {}

    static Answer answer(int status, Configuration config, Request request, Node node, @Nullable String token) {
        return Answer.json(status, JsonOut.bytes(out -> {
            out.writeStartObject();
            out.writeFieldName("node");
            node(out, request, node);
            out.writeObjectFieldStart("config");
            out.writeNumberField(
                    "heartbeat_timeout",
                    config.get(ApiOptions.RAMDISK_HEARTBEAT_TIMEOUT).toSeconds());
            out.writeFieldName("agent_token");
            JsonOut.value(out, token);
            out.writeBooleanField(
                    "agent_skip_bmc_detect",
                    FIND_OWN_BMC.contains(String.valueOf(node.interfaceName(InterfaceKind.MANAGEMENT))));
            for (var setting : FIXED.entrySet()) {
                out.writeFieldName(setting.getKey());
                JsonOut.value(out, setting.getValue());
            }
            out.writeEndObject();
            out.writeEndObject();
        }));
    }

    private static void node(JsonGenerator out, Request request, Node node) throws IOException {
        out.writeStartObject();
        out.writeStringField("uuid", node.uuid().toString());
        out.writeFieldName(NodeFields.PROPERTIES.name());
        JsonOut.value(out, document(node, NodeFields.PROPERTIES));
        out.writeFieldName(NodeFields.INSTANCE_INFO.name());
        MaskedJson.writeInstanceInfo(out, document(node, NodeFields.INSTANCE_INFO));
        out.writeFieldName(NodeFields.DRIVER_INTERNAL_INFO.name());
        MaskedJson.write(out, document(node, NodeFields.DRIVER_INTERNAL_INFO));
        out.writeArrayFieldStart("links");
        link(out, "self", request.baseUrl() + "/v1/nodes/" + node.uuid());
        link(out, "bookmark", request.baseUrl() + "/nodes/" + node.uuid());
        out.writeEndArray();
        out.writeEndObject();
    }

    private static Map<String, Object> document(Node node, Field<Map<String, Object>> field) {
        return Objects.requireNonNullElse(node.values().getOrNull(field), Map.of());
    }

    private static void link(JsonGenerator out, String rel, String href) throws IOException {
        out.writeStartObject();
        out.writeStringField("href", href);
        out.writeStringField("rel", rel);
        out.writeEndObject();
    }

    private static Map<String, @Nullable Object> fixed() {
        var fixed = new LinkedHashMap<String, @Nullable Object>();
        fixed.put("agent_token_required", true);
        var metrics = new LinkedHashMap<String, @Nullable Object>(
                Map.of("backend", "noop", "prepend_host", false, "prepend_uuid", false, "prepend_host_reverse", true));
        metrics.put("global_prefix", null);
        fixed.put("metrics", metrics);
        fixed.put("metrics_statsd", Map.of("statsd_host", "localhost", "statsd_port", 8125));
        fixed.put(
                "agent_containers",
                Map.of(
                        "allow_arbitrary_containers",
                        false,
                        "allowed_containers",
                        List.of(),
                        "container_steps_file",
                        "/etc/ironic-python-agent.d/mysteps.yaml",
                        "runner",
                        "podman",
                        "pull_options",
                        List.of("--tls-verify=false"),
                        "run_options",
                        List.of("--rm", "--network=host", "--tls-verify=false")));
        fixed.put("agent_md5_checksum_enable", true);
        fixed.put("disable_deep_image_inspection", false);
        fixed.put("permitted_image_formats", List.of("raw", "gpt", "qcow2", "iso"));
        fixed.put("enable_bios_bootloader_install", false);
        fixed.put("tls_min_version", null);
        fixed.put("tls_cipher_suites", null);
        return fixed;
    }
}
