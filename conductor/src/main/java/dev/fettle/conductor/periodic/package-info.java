@NullMarked
package dev.fettle.conductor.periodic;

import org.jspecify.annotations.NullMarked;
