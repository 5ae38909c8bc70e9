package dev.fettle.tools.load.scenario;

import dev.fettle.tools.load.http.Request;

/** What each client asks next. Called by many threads at once; must cost little. */
@FunctionalInterface
interface Traffic {

    /** @param index of this client's requests, growing over warm-up and all runs */
    Request next(int client, int index);
}
