package dev.fettle.model.field;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read only when somebody looks into it: most documents are loaded to be written out again. Unmodifiable;
 * thread-safe.
 */
public final class LazyDocument extends AbstractMap<String, Object> {
    private final String text;
    private final Function<String, Map<String, Object>> reader;
    private volatile @Nullable Map<String, Object> content;

    /** @param text a JSON object that is known to be well-formed */
    public LazyDocument(String text, Function<String, Map<String, Object>> reader) {
        this.text = text;
        this.reader = reader;
    }

    /** The document as JSON text. May hold secrets. */
    public String text() {
        return text;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return content().entrySet();
    }

    @Override
    public @Nullable Object get(Object key) {
        return content().get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return content().containsKey(key);
    }

    /** The same text is the same document; else what is in it decides. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LazyDocument that && text.equals(that.text) || super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private Map<String, Object> content() {
        var known = content;
        if (known == null) {
            known = Collections.unmodifiableMap(reader.apply(text));
            content = known;
        }
        return known;
    }
}
