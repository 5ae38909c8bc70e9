@NullMarked
package dev.fettle.conductor.verify;

import org.jspecify.annotations.NullMarked;
