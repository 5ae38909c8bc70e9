/** Rows of the database as values of the model, and back. */
@NullMarked
package dev.fettle.db.row;

import org.jspecify.annotations.NullMarked;
