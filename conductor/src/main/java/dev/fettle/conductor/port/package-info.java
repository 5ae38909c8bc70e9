@NullMarked
package dev.fettle.conductor.port;

import org.jspecify.annotations.NullMarked;
