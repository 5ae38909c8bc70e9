package dev.fettle.tools.load.result;

/** What the main figure of a row counts. */
public enum Unit {
    PER_SECOND("/s", true),
    NODES_PER_MINUTE(" nodes/min", true),
    MILLISECONDS(" ms", false),
    SECONDS(" s", false),
    CPU_SECONDS_PER_MINUTE(" CPU s/min", false),
    MIB(" MiB", false),
    LOST_WRITES(" lost", false);

    private final String suffix;
    private final boolean moreIsBetter;

    Unit(String suffix, boolean moreIsBetter) {
        this.suffix = suffix;
        this.moreIsBetter = moreIsBetter;
    }

    public String suffix() {
        return suffix;
    }

    public boolean moreIsBetter() {
        return moreIsBetter;
    }
}
