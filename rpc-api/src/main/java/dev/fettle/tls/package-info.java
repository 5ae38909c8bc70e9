/** Whom clients of this project trust when they speak TLS. Plain Java. */
@NullMarked
package dev.fettle.tls;

import org.jspecify.annotations.NullMarked;
