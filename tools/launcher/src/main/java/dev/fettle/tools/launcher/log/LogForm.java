package dev.fettle.tools.launcher.log;

/** How a line of the log looks. */
public enum LogForm {
    /** For people. */
    TEXT,
    /** One JSON object per line, for collectors. */
    JSON
}
