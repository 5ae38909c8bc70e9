package dev.fettle.driver.fake;

/** What all fake interfaces have in common. */
final class Fake {
    static final String NAME = "fake";

    private Fake() {}
}
