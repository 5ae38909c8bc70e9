package dev.fettle.config;

import java.util.List;

/** Who may do what, beyond the built-in rules. */
public final class PolicyOptions {
    private static final String GROUP = "oslo_policy";

    public static final Option<String> POLICY_FILE = Option.text(
            GROUP,
            "policy_file",
            "policy.yaml",
            "File of rules, YAML or JSON, that replace built-in ones. Relative names: in /etc/ironic. May be missing unless given.");
    public static final Option<List<String>> POLICY_DIRS = Option.repeatable(
            GROUP,
            "policy_dirs",
            "policy.d",
            "Folders of further such files; those that come later in the alphabet win. Relative names: in /etc/ironic.");

    static final List<Option<?>> ALL = List.of(POLICY_FILE, POLICY_DIRS);

    private PolicyOptions() {}
}
