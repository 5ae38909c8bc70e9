@NullMarked
package dev.fettle.conductor.node;

import org.jspecify.annotations.NullMarked;
