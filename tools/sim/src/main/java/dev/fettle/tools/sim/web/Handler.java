package dev.fettle.tools.sim.web;

/** Answers requests; called on a virtual thread, may block. */
@FunctionalInterface
public interface Handler {
    Reply handle(Request request) throws InterruptedException;
}
