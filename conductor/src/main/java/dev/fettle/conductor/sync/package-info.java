@NullMarked
package dev.fettle.conductor.sync;

import org.jspecify.annotations.NullMarked;
