@NullMarked
package dev.fettle.db.operation;

import org.jspecify.annotations.NullMarked;
