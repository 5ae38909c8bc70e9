package dev.fettle.tools.sim.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.tools.sim.web.Json;

/** A command ended badly; becomes {@code command_error}. */
final class CommandFailed extends Exception {
    private final String type;
    private final int code;
    private final String details;

    /** @param type class name that the real agent sends */
    CommandFailed(String type, int code, String message, String details) {
        super(message);
        this.type = type;
        this.code = code;
        this.details = details;
    }

    static CommandFailed execution(String details) {
        return new CommandFailed("CommandExecutionError", 500, "Command execution failed", details);
    }

    static CommandFailed invalid(String details) {
        return new CommandFailed("InvalidCommandParamsError", 400, "Invalid command parameters", details);
    }

    boolean isVersionMismatch() {
        return type.equals("VersionMismatch");
    }

    /** A wrong request, answered as an HTTP error instead of a failed command. */
    boolean isClientError() {
        return code < 500;
    }

    int code() {
        return code;
    }

    String details() {
        return details;
    }

    ObjectNode toJson() {
        return Json.object("type", type, "code", code, "message", getMessage(), "details", details);
    }
}
