package dev.fettle.config;

/**
 * One value as somebody gave it.
 *
 * @param origin where it stands, for messages: {@code file:line}, a variable or a flag
 */
record Setting(String group, String name, String text, String origin) {

    String key() {
        return group + "." + name;
    }

    /** Without the value, which may be secret. */
    @Override
    public String toString() {
        return origin + ": [" + group + "] " + name;
    }
}
