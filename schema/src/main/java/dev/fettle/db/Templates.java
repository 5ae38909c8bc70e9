package dev.fettle.db;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jooq.Query;

/**
 * Statements that differ by what they set or ask for, each written once. Writing one takes longer than running it, so it is done once for each
 * shape. Thread-safe.
 *
 * @param <K> the shape: whatever the text depends on
 */
public final class Templates<K> {
    /** Callers choose which fields they set: more shapes than anybody needs are written anew each time instead of kept. */
    private static final int MOST = 500;

    private final Function<K, Query> writer;
    private final Map<K, Template> written = new ConcurrentHashMap<>();

    public Templates(Function<K, Query> writer) {
        this.writer = writer;
    }

    public Template get(K shape) {
        var known = written.get(shape);
        if (known != null) {
            return known;
        }
        var template = Template.of(writer.apply(shape));
        if (written.size() < MOST) {
            written.put(shape, template);
        }
        return template;
    }
}
