@NullMarked
package dev.fettle.conductor.adopt;

import org.jspecify.annotations.NullMarked;
