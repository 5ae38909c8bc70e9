/** Documents that tell what the service offers and how it is. */
@NullMarked
package dev.fettle.gateway.discovery;

import org.jspecify.annotations.NullMarked;
