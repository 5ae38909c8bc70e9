@NullMarked
package dev.fettle.model.chassis;

import org.jspecify.annotations.NullMarked;
