/** Requests that may be repeated without being done twice. */
@NullMarked
package dev.fettle.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
