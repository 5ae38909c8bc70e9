package dev.fettle.tools.sim.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One entry of the command table.
 *
 * @param async runs on, the caller gets a RUNNING result
 * @param required parameters that must be there
 */
record Command(boolean async, List<String> required, Work work) {

    /** Blocks until done. */
    @FunctionalInterface
    interface Work {
        JsonNode run(JsonNode params) throws CommandFailed, InterruptedException;
    }

    static Command sync(Work work, String... required) {
        return new Command(false, List.of(required), work);
    }

    static Command async(Work work, String... required) {
        return new Command(true, List.of(required), work);
    }
}
