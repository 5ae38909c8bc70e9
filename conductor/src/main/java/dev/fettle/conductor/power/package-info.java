@NullMarked
package dev.fettle.conductor.power;

import org.jspecify.annotations.NullMarked;
