@NullMarked
package dev.fettle.ring;

import org.jspecify.annotations.NullMarked;
