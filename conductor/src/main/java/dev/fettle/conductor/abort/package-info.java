@NullMarked
package dev.fettle.conductor.abort;

import org.jspecify.annotations.NullMarked;
