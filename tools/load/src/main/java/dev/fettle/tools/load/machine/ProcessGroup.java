package dev.fettle.tools.load.machine;

/** A process with all its descendants, under the name its figures get. */
public record ProcessGroup(String name, long pid) {

    /**
     * Reads {@code name=pid}.
     *
     * @throws IllegalArgumentException when it is not of that form
     */
    public static ProcessGroup parse(String text) {
        var parts = text.split("=", 2);
        if (parts.length != 2 || parts[0].isBlank() || !parts[1].matches("[1-9][0-9]{0,9}")) {
            throw new IllegalArgumentException("'" + text + "' is not of the form name=pid");
        }
        return new ProcessGroup(parts[0], Long.parseLong(parts[1]));
    }
}
