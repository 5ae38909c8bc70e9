@NullMarked
package dev.fettle.model.power;

import org.jspecify.annotations.NullMarked;
