@NullMarked
package dev.fettle.model.volume;

import org.jspecify.annotations.NullMarked;
