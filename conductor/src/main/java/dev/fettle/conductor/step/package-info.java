@NullMarked
package dev.fettle.conductor.step;

import org.jspecify.annotations.NullMarked;
