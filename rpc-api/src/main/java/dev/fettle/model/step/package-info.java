@NullMarked
package dev.fettle.model.step;

import org.jspecify.annotations.NullMarked;
