@NullMarked
package dev.fettle.conductor.rescue;

import org.jspecify.annotations.NullMarked;
