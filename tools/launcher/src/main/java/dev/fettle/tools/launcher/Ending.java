package dev.fettle.tools.launcher;

import java.time.Duration;

/** How one started thing is stopped. */
@FunctionalInterface
interface Ending {

    /** Blocks until it is stopped, for about that long at most. */
    void end(Duration atMost);
}
