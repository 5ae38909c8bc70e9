@NullMarked
package dev.fettle.db.conductor;

import org.jspecify.annotations.NullMarked;
