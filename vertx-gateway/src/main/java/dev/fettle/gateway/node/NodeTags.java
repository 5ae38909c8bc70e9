package dev.fettle.gateway.node;

import dev.fettle.http.Answer;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Request;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code ETag} of a node and {@code If-Match} (RFC 9110 section 13.1.1). The tag stands for the node, not for one version's or one
 * selection's form of it, so that a caller may read in one form and write in another; taking and releasing the node's lock do not change it.
 */
final class NodeTags {
    private NodeTags() {}

    static Answer tagged(Answer answer, Node node) {
        return answer.with("ETag", tag(node));
    }

    /**
     * The revision that the node must still have when it is written.
     *
     * @return null when the caller does not care
     * @throws HttpProblem 412 when the node is another already
     */
    static @Nullable Long required(Request request, Node node) {
        var header = request.header("If-Match").map(String::strip);
        if (header.isEmpty() || header.get().equals("*")) {
            return null;
        }
        if (Arrays.stream(header.get().split(",")).map(String::strip).noneMatch(tag(node)::equals)) {
            throw HttpProblem.fault(
                    412,
                    "Node " + node.uuid()
                            + " was changed since it was read. Read it again and repeat the request with its new ETag.");
        }
        return node.require(NodeFields.REVISION);
    }

    private static String tag(Node node) {
        return "\"" + node.require(NodeFields.REVISION) + "\"";
    }
}
