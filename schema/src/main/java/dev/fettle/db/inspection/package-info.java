/** What agents report of machines under inspection. */
@NullMarked
package dev.fettle.db.inspection;

import org.jspecify.annotations.NullMarked;
