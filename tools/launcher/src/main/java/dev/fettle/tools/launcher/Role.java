package dev.fettle.tools.launcher;

import java.util.EnumSet;
import java.util.Set;

/** What a process does. */
enum Role {
    UP(
            "up",
            "Starts everything in one process, with an embedded PostgreSQL unless --db names another.",
            Part.GATEWAY,
            Part.CONDUCTOR),
    GATEWAY(
            "gateway",
            "Starts the REST API. Needs --db and --amqp, which it shares with the other processes.",
            Part.GATEWAY),
    CONDUCTOR(
            "conductor",
            "Starts a conductor. Needs --db and --amqp, and a --host that no other conductor has.",
            Part.CONDUCTOR),
    CALLBACK("callback", "Starts the API for ramdisk agents alone. Needs --db and --amqp.", Part.CALLBACK);

    /** One service. */
    enum Part {
        GATEWAY,
        CONDUCTOR,
        CALLBACK
    }

    private final String command;
    private final String description;
    private final Set<Part> parts;

    Role(String command, String description, Part first, Part... more) {
        this.command = command;
        this.description = description;
        this.parts = EnumSet.of(first, more);
    }

    String command() {
        return command;
    }

    String description() {
        return description;
    }

    boolean runs(Part part) {
        return parts.contains(part);
    }

    /** Whether it can do without servers of the operator's own. */
    boolean alone() {
        return this == UP;
    }

    boolean listens() {
        return runs(Part.GATEWAY) || runs(Part.CALLBACK);
    }
}
