@NullMarked
package dev.fettle.model.allocation;

import org.jspecify.annotations.NullMarked;
