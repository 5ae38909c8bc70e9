@NullMarked
package dev.fettle.model.history;

import org.jspecify.annotations.NullMarked;
