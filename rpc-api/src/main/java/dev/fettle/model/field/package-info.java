@NullMarked
package dev.fettle.model.field;

import org.jspecify.annotations.NullMarked;
