/** The portgroup resource. */
@NullMarked
package dev.fettle.gateway.portgroup;

import org.jspecify.annotations.NullMarked;
