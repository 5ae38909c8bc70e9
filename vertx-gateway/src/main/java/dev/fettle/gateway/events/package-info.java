/** What happens to nodes, as it happens. */
@NullMarked
package dev.fettle.gateway.events;

import org.jspecify.annotations.NullMarked;
