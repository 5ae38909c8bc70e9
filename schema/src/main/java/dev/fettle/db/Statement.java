package dev.fettle.db;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement and its values, ready to run. */
public record Statement(String sql, List<? extends @Nullable Object> binds) {

    /** Without the values: they may be secrets. */
    @Override
    public String toString() {
        return sql;
    }
}
