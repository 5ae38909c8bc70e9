@NullMarked
package dev.fettle.conductor.deploy;

import org.jspecify.annotations.NullMarked;
