@NullMarked
package dev.fettle.conductor.takeover;

import org.jspecify.annotations.NullMarked;
