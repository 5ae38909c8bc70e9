package dev.fettle.db.inspection;

import dev.fettle.model.node.Node;

/** What becomes of an unknown machine's report. */
public sealed interface Discovery {
    /** A node was made for it. */
    record Enrolled(Node node) implements Discovery {}

    /** One was made for it before and still waits in enroll. */
    record Known(Node node) implements Discovery {}

    /** Some of its addresses are those of a node that was not made for it. */
    record Foreign() implements Discovery {}

    /** Too many found machines wait. */
    record Full() implements Discovery {}
}
