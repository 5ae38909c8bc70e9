package dev.fettle.db;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes one value of the current row. Columns count from 1. */
@FunctionalInterface
public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
}
