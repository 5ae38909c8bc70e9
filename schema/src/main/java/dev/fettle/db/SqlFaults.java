package dev.fettle.db;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Map;
import java.util.Optional;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** What callers are told of failed statements: no SQL, no values. */
final class SqlFaults {
    private static final String UNIQUE_VIOLATION = "23505";

    /** Constraint → fault. The value in question is filled in by the store, which knows it. */
    private static final Map<String, FaultCode> CONSTRAINTS = Map.of(
            "nodes_uuid_key", FaultCode.NODE_ALREADY_EXISTS,
            "nodes_name_key", FaultCode.DUPLICATE_NAME,
            "nodes_instance_uuid_key", FaultCode.INSTANCE_ASSOCIATED,
            "ports_uuid_key", FaultCode.PORT_ALREADY_EXISTS,
            "ports_address_key", FaultCode.MAC_ALREADY_EXISTS,
            "ports_name_key", FaultCode.PORT_DUPLICATE_NAME);

    private SqlFaults() {}

    static RuntimeException of(RuntimeException failure) {
        var sql = sqlException(failure);
        if (sql.isEmpty()) {
            return failure;
        }
        var state = sql.get().getSQLState();
        if (UNIQUE_VIOLATION.equals(state)) {
            return duplicate(sql.get()).<RuntimeException>map(it -> it).orElse(failure);
        }
        return isAway(sql.get(), state)
                ? new FaultException(
                        FaultCode.TEMPORARY_FAILURE,
                        "The database is not reachable or overloaded at the moment. Retry the request.",
                        failure)
                : failure;
    }

    private static Optional<FaultException> duplicate(SQLException e) {
        var message = String.valueOf(e.getMessage());
        return CONSTRAINTS.entrySet().stream()
                .filter(entry -> message.contains("\"" + entry.getKey() + "\""))
                .findFirst()
                .map(entry -> new FaultException(entry.getValue(), "already exists", e));
    }

    /** Connection lost, server starting or stopping, no connection free, deadlock or serialization failure. */
    private static boolean isAway(SQLException e, @Nullable String state) {
        return e instanceof SQLTransientException
                || state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.startsWith("40");
    }

    private static Optional<SQLException> sqlException(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return failure instanceof DataAccessException ? Optional.of(new SQLException("unknown", "99999")) : Optional.empty();
    }
}
