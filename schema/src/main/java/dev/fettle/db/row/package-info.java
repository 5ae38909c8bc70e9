@NullMarked
package dev.fettle.db.row;

import org.jspecify.annotations.NullMarked;
