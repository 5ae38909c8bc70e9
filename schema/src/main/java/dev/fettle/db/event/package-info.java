/** What happened, as a stream. */
@NullMarked
package dev.fettle.db.event;

import org.jspecify.annotations.NullMarked;
