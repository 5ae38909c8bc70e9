/** The inspection rule resource. */
@NullMarked
package dev.fettle.gateway.inspection;

import org.jspecify.annotations.NullMarked;
