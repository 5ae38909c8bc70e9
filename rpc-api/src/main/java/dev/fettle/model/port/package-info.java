@NullMarked
package dev.fettle.model.port;

import org.jspecify.annotations.NullMarked;
