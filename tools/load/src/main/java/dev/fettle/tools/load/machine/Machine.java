package dev.fettle.tools.load.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads Linux's process tables. */
public final class Machine {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ: the same on every Linux a current JDK runs on
    private static final double PAGES_PER_MIB = 256;

    private final Path proc;
    private final List<ProcessGroup> groups;

    public Machine(List<ProcessGroup> groups) {
        this(Path.of("/proc"), groups);
    }

    Machine(Path proc, List<ProcessGroup> groups) {
        this.proc = proc;
        this.groups = List.copyOf(groups);
    }

    public List<String> groups() {
        return groups.stream().map(ProcessGroup::name).distinct().toList();
    }

    /** @throws IllegalStateException when a process that is to be watched is gone */
    public Snapshot snapshot() {
        var all = processes();
        var spent = new TreeMap<String, Double>();
        for (var group : groups) {
            var ticks = tree(all, group).stream().mapToLong(ProcessStat::ticks).sum();
            spent.merge(group.name(), ticks / TICKS_PER_SECOND, Double::sum);
        }
        var own = all.get(ProcessHandle.current().pid());
        return new Snapshot(System.nanoTime(), busySeconds(), own == null ? 0 : own.ticks() / TICKS_PER_SECOND, spent);
    }

    /** Resident MiB of each group. Pages that forked processes share count in each of them, so see {@link #proportionalMib}. */
    public Map<String, Double> residentMib() {
        var all = processes();
        var resident = new TreeMap<String, Double>();
        for (var group : groups) {
            var pages = tree(all, group).stream().mapToLong(ProcessStat::pages).sum();
            resident.merge(group.name(), pages / PAGES_PER_MIB, Double::sum);
        }
        return resident;
    }

    /** Resident MiB with shared pages divided among those that share them; empty where the kernel does not say. */
    public Optional<Map<String, Double>> proportionalMib() {
        var all = processes();
        var shares = new TreeMap<String, Double>();
        for (var group : groups) {
            for (var process : tree(all, group)) {
                var kib = proportionalKib(process.pid());
                if (kib.isEmpty()) {
                    return Optional.empty();
                }
                shares.merge(group.name(), kib.get() / 1024.0, Double::sum);
            }
        }
        return Optional.of(shares);
    }

    public int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private Map<Long, ProcessStat> processes() {
        var found = new HashMap<Long, ProcessStat>();
        try (var entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (var entry : entries) {
                read(entry.resolve("stat")).map(ProcessStat::parse).ifPresent(stat -> found.put(stat.pid(), stat));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + proc + "; the load tool needs Linux", e);
        }
        return found;
    }

    private static List<ProcessStat> tree(Map<Long, ProcessStat> all, ProcessGroup group) {
        var root = all.get(group.pid());
        if (root == null) {
            throw new IllegalStateException("process " + group.name() + " (pid " + group.pid() + ") is gone");
        }
        var members = new ArrayList<ProcessStat>();
        var open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            var next = open.remove();
            members.add(next);
            all.values().stream().filter(p -> p.parent() == next.pid()).forEach(open::add);
        }
        return members;
    }

    private double busySeconds() {
        var fields = read(proc.resolve("stat"))
                .orElseThrow(
                        () -> new IllegalStateException("cannot read " + proc + "/stat; the load tool needs Linux"))
                .lines()
                .findFirst()
                .orElseThrow()
                .trim()
                .split(" +");
        // user, nice, system; not idle, iowait; irq, softirq
        var busy = 0L;
        for (var index : new int[] {1, 2, 3, 6, 7}) {
            busy += Long.parseLong(fields[index]);
        }
        return busy / TICKS_PER_SECOND;
    }

    private Optional<Long> proportionalKib(long pid) {
        return read(proc.resolve(Long.toString(pid)).resolve("smaps_rollup"))
                .flatMap(text ->
                        text.lines().filter(line -> line.startsWith("Pss:")).findFirst())
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")));
    }

    /** Empty when the process ended meanwhile or the file may not be read. */
    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // "No such process" between opening and reading, or not ours to read
        }
    }
}
