/** Answers that are given again when a request is repeated. */
@NullMarked
package dev.fettle.db.idempotency;

import org.jspecify.annotations.NullMarked;
