@NullMarked
package dev.fettle.conductor.provision;

import org.jspecify.annotations.NullMarked;
