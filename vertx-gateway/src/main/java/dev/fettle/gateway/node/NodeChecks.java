package dev.fettle.gateway.node;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Microversion;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.patch.NodeDocument;
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

    /** @return uuid of the node that another shall belong to */
    String parent(String ident, Microversion version) {
        try {
            return finder.inArgument(ident, version).uuid().toString();
        } catch (FaultException | HttpProblem e) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "Unable to apply the requested parent_node: it is no node of the same owner.");
        }
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
