/** The API describes itself. */
@NullMarked
package dev.fettle.gateway.openapi;

import org.jspecify.annotations.NullMarked;
