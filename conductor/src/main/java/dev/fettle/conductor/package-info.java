/** The conductor: takes requests, holds locks, runs steps. */
@NullMarked
package dev.fettle.conductor;

import org.jspecify.annotations.NullMarked;
