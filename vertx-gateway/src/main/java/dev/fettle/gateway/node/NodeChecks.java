package dev.fettle.gateway.node;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Microversion;
import dev.fettle.http.Request;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.patch.NodeDocument;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What both POST and PATCH of a node check of single values. */
final class NodeChecks {
    private static final int RFC_NAMES_SINCE = 10;

    private final Configuration config;
    private final NodeFinder finder;

    NodeChecks(Configuration config, NodeFinder finder) {
        this.config = config;
        this.finder = finder;
    }

    /** Old versions take host names only. */
    void name(@Nullable Object name, Microversion version) {
        if (name instanceof String text
                && !version.atLeast(RFC_NAMES_SINCE)
                && !Idents.HOST_NAME.matcher(text).matches()) {
            throw NodeDocument.RULES.refused("'name' is not a valid host name");
        }
    }

    /**
     * @param owner of the node that shall belong to it
     * @return uuid of the parent
     * @throws FaultException 400, the same whether there is no such node, or it is hidden, or another's
     */
    String parent(Request request, String ident, @Nullable Object owner) {
        try {
            var parent = finder.visibleArgument(request, ident);
            if (Objects.equals(parent.get(NodeFields.OWNER), owner)) {
                return parent.uuid().toString();
            }
        } catch (FaultException | HttpProblem _) {
            // told as below: the answer must not say which nodes there are
        }
        throw new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE,
                "Unable to apply the requested parent_node: it is no node of the same owner.");
    }

    /** Capabilities are text such as {@code boot_mode:uefi,cpu_vt:true}. */
    void bootMode(@Nullable Object capabilities) {
        if (!(capabilities instanceof String text)) {
            return;
        }
        for (var pair : text.split(",")) {
            var parts = pair.strip().split(":", 2);
            if (parts.length == 2
                    && parts[0].equals("boot_mode")
                    && config.get(ApiOptions.DISALLOWED_ENROLLMENT_BOOT_MODES).contains(parts[1])) {
                throw new FaultException(
                        FaultCode.BOOT_MODE_NOT_ALLOWED,
                        "Requested boot mode " + parts[1] + " is not allowed for enrollment.");
            }
        }
    }
}
