@NullMarked
package dev.fettle.conductor.inspect;

import org.jspecify.annotations.NullMarked;
