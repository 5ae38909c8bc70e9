package dev.fettle.driver.ipmi;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one call of ipmitool came to.
 *
 * @param killed it did not end in time
 * @param errors what it said on standard error, with remarks that are no errors
 */
record IpmitoolAnswer(int exit, boolean killed, String output, String errors) {
    private static final int MOST_TEXT = 300;
    /** With this, ipmitool ends with status 0 although the BMC refused. */
    private static final String FAILED_ALL_THE_SAME = "Set Chassis Boot Parameter";

    /** What the option -v adds even when all is well. */
    private static final Pattern REMARK =
            Pattern.compile("Loading IANA PEN Registry.*|Running Get .*|Discovered IPMB.*|RAW RE.*"
                    + "|RAW RSP.*|Invalid completion code received: Invalid command|(\\s[0-9a-f]{2})+\\s*");

    boolean succeeded() {
        return exit == 0 && !killed && errorLines().stream().noneMatch(line -> line.startsWith(FAILED_ALL_THE_SAME));
    }

    /** Error text in one line without remarks; no secrets, as ipmitool does not print them at this level. */
    String text() {
        var lines = errorLines();
        var text = killed ? "no answer in time" : lines.isEmpty() ? "exit status " + exit : String.join("; ", lines);
        return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text;
    }

    IpmiProblem problem() {
        return IpmiProblem.of(String.join("\n", errorLines()), killed);
    }

    private List<String> errorLines() {
        return errors.lines()
                .map(line -> line.replaceAll("\\p{Cntrl}", " ").stripTrailing())
                .filter(line -> !line.isBlank() && !REMARK.matcher(line).matches())
                .map(String::strip)
                .collect(Collectors.toUnmodifiableList());
    }
}
