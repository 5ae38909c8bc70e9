package dev.fettle.model.step;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of an operation, as it is stored and shown: {@code {interface, step, args, priority, ...}}.
 *
 * @param iface the word of a driver interface kind such as {@code deploy}, or {@code conductor} for what the conductor itself does
 * @param priority higher runs first; 0 does not run unless asked for
 * @param source who brought it
 * @param extra whatever else the agent said of an in-band step; sent back to it unchanged
 */
public record StepSpec(
        String iface,
        String step,
        Map<String, Object> args,
        int priority,
        boolean abortable,
        boolean requiresRamdisk,
        Source source,
        Map<String, Object> extra) {

    /** Interface word of steps that the conductor itself carries out. */
    public static final String CONDUCTOR = "conductor";

    /** Who brought a step into the list. */
    public enum Source {
        /** Part of the flow itself. */
        FLOW,
        /** A driver interface, out of band. */
        DRIVER,
        /** The agent in the ramdisk. */
        AGENT,
        /** The caller; where it runs is looked up by name. */
        REQUEST
    }

    public static StepSpec conductor(String step, Map<String, Object> args) {
        return new StepSpec(CONDUCTOR, step, args, 0, false, false, Source.FLOW, Map.of());
    }

    /** {@code interface.step}, unique within the list of an operation but for manual steps. */
    public String key() {
        return iface + "." + step;
    }

    public StepSpec withArgs(Map<String, Object> other) {
        return new StepSpec(iface, step, other, priority, abortable, requiresRamdisk, source, extra);
    }

    public StepSpec withPriority(int other) {
        return new StepSpec(iface, step, args, other, abortable, requiresRamdisk, source, extra);
    }

    /** As the agent and the REST API see it. */
    public Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>(extra);
        json.put("interface", iface);
        json.put("step", step);
        json.put("args", args);
        json.put("priority", priority);
        json.put("abortable", abortable);
        json.put("requires_ramdisk", requiresRamdisk);
        return json;
    }

    /** As the database keeps it: {@link #toJson} with the source. */
    public Map<String, Object> toRow() {
        var row = toJson();
        row.put("source", source.name());
        return row;
    }

    /** Reverse of {@link #toRow}. */
    public static StepSpec fromRow(Map<String, Object> row) {
        var extra = new LinkedHashMap<>(row);
        extra.keySet()
                .removeAll(java.util.Set.of(
                        "interface", "step", "args", "priority", "abortable", "requires_ramdisk", "source"));
        return new StepSpec(
                text(row, "interface"),
                text(row, "step"),
                args(row.get("args")),
                row.get("priority") instanceof Number priority ? priority.intValue() : 0,
                Boolean.TRUE.equals(row.get("abortable")),
                Boolean.TRUE.equals(row.get("requires_ramdisk")),
                row.get("source") instanceof String source ? Source.valueOf(source) : Source.REQUEST,
                extra);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> args(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static String text(Map<String, Object> row, String key) {
        if (row.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a step needs " + key);
    }
}
