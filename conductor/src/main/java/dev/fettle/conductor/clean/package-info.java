@NullMarked
package dev.fettle.conductor.clean;

import org.jspecify.annotations.NullMarked;
