package dev.fettle.db;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What callers are told of failed statements: no SQL, no values. */
final class SqlFaults {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String REFERENCE_VIOLATION = "23503";
    private static final String NUL_CHARACTER = "22021";
    private static final String NUL_IN_JSON = "22P05";
    private static final String TOO_LARGE_FOR_INDEX = "54000";
    private static final String OUT_OF_RANGE = "22003";

    private SqlFaults() {}

    static RuntimeException of(SQLException e) {
        var state = e.getSQLState();
        if (UNIQUE_VIOLATION.equals(state) || REFERENCE_VIOLATION.equals(state)) {
            return new ConstraintException(constraint(e).orElse(""), e);
        }
        if (NUL_CHARACTER.equals(state) || NUL_IN_JSON.equals(state)) {
            return new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "A text holds a character that can not be stored, such as NUL. Remove it.");
        }
        if (TOO_LARGE_FOR_INDEX.equals(state) || OUT_OF_RANGE.equals(state)) {
            return new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE, "A value is too large to be stored. Shorten it.");
        }
        if (isAway(e, state)) {
            return new FaultException(
                    FaultCode.TEMPORARY_FAILURE,
                    "The database is not reachable or overloaded at the moment. Try again; if it lasts, look at the PostgreSQL server.",
                    e);
        }
        return new IllegalStateException(
                "the database refused a statement: state " + state
                        + constraint(e).map(name -> ", constraint " + name).orElse(""),
                e);
    }

    /** Connection lost, server starting or stopping, none free, deadlock, cancelled. */
    private static boolean isAway(SQLException e, @Nullable String state) {
        return e instanceof SQLTransientException
                || state == null
                || state.startsWith("08")
                || state.startsWith("57")
                || state.startsWith("53")
                || state.startsWith("40")
                || state.startsWith("55P")
                || state.startsWith("25P")
                || state.startsWith("28")
                || state.startsWith("3D");
    }

    private static Optional<String> constraint(SQLException e) {
        return e instanceof PSQLException failed
                ? Optional.ofNullable(failed.getServerErrorMessage()).map(ServerErrorMessage::getConstraint)
                : Optional.empty();
    }
}
