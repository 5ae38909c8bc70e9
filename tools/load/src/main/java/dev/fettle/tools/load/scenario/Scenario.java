package dev.fettle.tools.load.scenario;

/** One thing that is measured. */
public interface Scenario {

    /** Stable: the key of its rows in result files. */
    String name();

    /** One line for people. */
    String title();

    /**
     * Prepares, warms up, measures and hands each run to the bench.
     *
     * @throws NotApplicable when this server or these options do not allow it
     */
    void measure(Bench bench) throws InterruptedException;
}
