@NullMarked
package dev.fettle.transport;

import org.jspecify.annotations.NullMarked;
