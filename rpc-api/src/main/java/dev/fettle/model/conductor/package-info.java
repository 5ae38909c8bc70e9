@NullMarked
package dev.fettle.model.conductor;

import org.jspecify.annotations.NullMarked;
