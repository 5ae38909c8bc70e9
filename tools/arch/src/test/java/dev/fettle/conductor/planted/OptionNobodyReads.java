package dev.fettle.conductor.planted;

import dev.fettle.config.Option;

/** Planted: has no effect. */
public final class OptionNobodyReads {
    public static final Option<Integer> UNREAD = Option.integer("conductor", "unread", 1, "Does nothing.");

    private OptionNobodyReads() {}
}
