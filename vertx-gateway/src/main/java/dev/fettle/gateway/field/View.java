package dev.fettle.gateway.field;

import dev.fettle.http.Microversion;
import dev.fettle.http.Request;
import dev.fettle.model.node.Node;
import java.util.Optional;

/**
 * For whom a resource is shown.
 *
 * @param baseUrl start of links
 * @param owners finds the conductor of a node
 * @param visibility what the caller may see; empty for resources that hide nothing but secrets
 */
public record View(Microversion version, String baseUrl, Owners owners, Optional<Visibility> visibility) {
    public View(Microversion version, String baseUrl, Owners owners) {
        this(version, baseUrl, owners, Optional.empty());
    }

    /** For nodes. */
    public static View ofNodes(Request request, Owners owners) {
        return new View(request.version(), request.baseUrl(), owners, Optional.of(Visibility.of(request)));
    }

    /** Knows which conductor answers for a node now. */
    @FunctionalInterface
    public interface Owners {
        Optional<String> ownerOf(Node node);
    }
}
