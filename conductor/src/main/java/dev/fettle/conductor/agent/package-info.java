@NullMarked
package dev.fettle.conductor.agent;

import org.jspecify.annotations.NullMarked;
