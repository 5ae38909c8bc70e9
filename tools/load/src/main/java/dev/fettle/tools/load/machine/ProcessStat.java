package dev.fettle.tools.load.machine;

/**
 * One line of {@code /proc/<pid>/stat}.
 *
 * @param ticks processor time of the process and of its children that ended, in 1/100 s
 * @param pages resident memory
 */
record ProcessStat(long pid, long parent, long ticks, long pages) {

    /** The command in the second field may hold blanks and brackets, so count from behind it. */
    static ProcessStat parse(String line) {
        var open = line.indexOf(' ');
        var rest = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new ProcessStat(
                Long.parseLong(line.substring(0, open)),
                Long.parseLong(rest[1]),
                Long.parseLong(rest[11])
                        + Long.parseLong(rest[12])
                        + Long.parseLong(rest[13])
                        + Long.parseLong(rest[14]),
                Long.parseLong(rest[21]));
    }
}
