/** The allocation resource. */
@NullMarked
package dev.fettle.gateway.allocation;

import org.jspecify.annotations.NullMarked;
