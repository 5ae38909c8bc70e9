package dev.fettle.db.row;

import dev.fettle.db.Session;
import dev.fettle.db.Statement;
import dev.fettle.db.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Pages by key: the rows after a marker in the order of (key, id). Null comes before every value, hence last when descending. */
public final class Paging {
    private Paging() {}

    /**
     * The statement of a page.
     *
     * @param select what comes before {@code where}, without values
     * @param limit most rows; none when not positive
     */
    public static Statement page(Template select, Condition condition, List<SortField<?>> order, int limit) {
        var binds = new ArrayList<@Nullable Object>(Session.SQL.extractBindValues(condition));
        var sql = new StringBuilder(select.with(Map.of()).sql())
                .append(" where ")
                .append(Session.SQL.render(condition))
                .append(" order by ")
                .append(order.stream().map(Session.SQL::render).collect(Collectors.joining(", ")));
        if (limit > 0) {
            sql.append(" limit ?");
            binds.add((long) limit);
        }
        return new Statement(sql.toString(), binds);
    }

    public static List<SortField<?>> order(Field<?> key, Field<Long> id, boolean descending) {
        if (key.equals(id)) {
            return List.of(descending ? id.desc() : id.asc());
        }
        return descending
                ? List.of(key.desc().nullsLast(), id.desc())
                : List.of(key.asc().nullsFirst(), id.asc());
    }

    /** What holds for the rows behind the marker. */
    @SuppressWarnings("unchecked")
    public static Condition after(
            Field<?> sortKey, Field<Long> id, @Nullable Object markerKey, long markerId, boolean descending) {
        var key = (Field<Object>) sortKey;
        var behind = descending ? id.lt(markerId) : id.gt(markerId);
        if (key.equals(id)) {
            return behind;
        }
        if (markerKey == null) {
            var sameKey = key.isNull().and(behind);
            return descending ? sameKey : sameKey.or(key.isNotNull());
        }
        var value = DSL.val(markerKey, key.getDataType());
        var sameKey = key.eq(value).and(behind);
        return descending
                ? key.lt(value).or(sameKey).or(key.isNull())
                : key.gt(value).or(sameKey);
    }
}
