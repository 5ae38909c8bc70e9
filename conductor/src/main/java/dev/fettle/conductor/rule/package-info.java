/** Inspection rules, carried out: what they look at, what they compare, what they change. */
@NullMarked
package dev.fettle.conductor.rule;

import org.jspecify.annotations.NullMarked;
