@NullMarked
package dev.fettle.model.inspection;

import org.jspecify.annotations.NullMarked;
