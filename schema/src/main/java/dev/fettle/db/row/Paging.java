package dev.fettle.db.row;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Pages by key: the rows after a marker in the order of (key, id). Null comes before every value, hence last when descending. */
public final class Paging {
    private Paging() {}

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
