@NullMarked
package dev.fettle.model.operation;

import org.jspecify.annotations.NullMarked;
