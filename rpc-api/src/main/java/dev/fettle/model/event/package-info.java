@NullMarked
package dev.fettle.model.event;

import org.jspecify.annotations.NullMarked;
