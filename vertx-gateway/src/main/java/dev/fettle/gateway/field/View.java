package dev.fettle.gateway.field;

import dev.fettle.http.Microversion;
import dev.fettle.model.node.Node;
import java.util.Optional;

/**
 * For whom a resource is shown.
 *
 * @param baseUrl start of links
 * @param owners finds the conductor of a node
 */
public record View(Microversion version, String baseUrl, Owners owners) {

    /** Knows which conductor answers for a node now. */
    @FunctionalInterface
    public interface Owners {
        Optional<String> ownerOf(Node node);
    }
}
