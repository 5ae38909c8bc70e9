@NullMarked
package dev.fettle.conductor.lock;

import org.jspecify.annotations.NullMarked;
