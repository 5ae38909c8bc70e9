package dev.fettle.tools.sim.agent;

/** The agent cannot go on; the message says why. */
final class Stopped extends Exception {
    Stopped(String message) {
        super(message);
    }
}
