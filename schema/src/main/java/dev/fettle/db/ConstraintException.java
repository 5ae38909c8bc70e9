package dev.fettle.db;

import java.sql.SQLException;

/**
 * A unique value is taken, or a row is missing or still needed on the other end of a reference. Never leaves the stores, which know the
 * value and hence the fault.
 */
public final class ConstraintException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String constraint;

    ConstraintException(String constraint, SQLException cause) {
        super("breach of " + constraint, cause);
        this.constraint = constraint;
    }

    /** Name of the constraint, such as {@code nodes_name_key} or {@code nodes_chassis_id_fkey}. */
    public String constraint() {
        return constraint;
    }
}
