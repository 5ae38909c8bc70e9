package dev.fettle.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The text of a statement, which jOOQ writes once, and the names of its parameters in the order of the text. Immutable. */
public final class Template {
    private static final String PREFIX = "value_";
    private static final Pattern PARAMETER = Pattern.compile(":" + PREFIX + "([a-z_]+)");
    private static final Pattern NAMELESS = Pattern.compile("(?<!:):\\d");

    private final String sql;
    private final List<String> names;

    private Template(String sql, List<String> names) {
        this.sql = sql;
        this.names = names;
    }

    /** A parameter of the type of a column, or of another expression. */
    public static <T> Param<T> parameter(String name, Field<T> like) {
        return DSL.param(PREFIX + name, like);
    }

    public static <T> Param<T> parameter(String name, Class<T> type) {
        return DSL.param(PREFIX + name, type);
    }

    /**
     * @param query all its values are {@link #parameter parameters} or written into the text ({@code DSL.inline})
     * @throws IllegalArgumentException when one is not
     */
    public static Template of(Query query) {
        var text = Session.SQL.renderNamedParams(query);
        var names = new ArrayList<String>();
        var sql = PARAMETER.matcher(text).replaceAll(parameter -> {
            names.add(parameter.group(1));
            return "?";
        });
        if (NAMELESS.matcher(sql).find()) {
            throw new IllegalArgumentException("a value without a name in: " + sql);
        }
        return new Template(sql, List.copyOf(names));
    }

    /** @throws IllegalArgumentException when there is no value, not even null, for a parameter */
    public Statement with(Map<String, ? extends @Nullable Object> values) {
        var binds = new ArrayList<@Nullable Object>(names.size());
        for (var name : names) {
            var value = values.get(name);
            if (value == null && !values.containsKey(name)) {
                throw new IllegalArgumentException("no value for " + name + " in: " + sql);
            }
            binds.add(value);
        }
        return new Statement(sql, binds);
    }
}
