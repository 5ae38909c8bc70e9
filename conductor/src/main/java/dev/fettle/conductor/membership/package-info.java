@NullMarked
package dev.fettle.conductor.membership;

import org.jspecify.annotations.NullMarked;
