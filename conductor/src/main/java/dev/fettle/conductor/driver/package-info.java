/** Composes nodes of hardware types and interfaces. */
@NullMarked
package dev.fettle.conductor.driver;

import org.jspecify.annotations.NullMarked;
