/** A small blocking HTTP client that costs little processor time itself. */
@NullMarked
package dev.fettle.tools.load.http;

import org.jspecify.annotations.NullMarked;
