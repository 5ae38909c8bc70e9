package dev.fettle.db;

import java.sql.SQLException;

/** A unique value is taken. Never leaves the stores, which know the value and hence the fault. */
public final class DuplicateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String constraint;

    DuplicateException(String constraint, SQLException cause) {
        super("breach of " + constraint, cause);
        this.constraint = constraint;
    }

    /** Name of the constraint, such as {@code nodes_name_key}. */
    public String constraint() {
        return constraint;
    }
}
