/** What the network service tells. */
@NullMarked
package dev.fettle.gateway.network;

import org.jspecify.annotations.NullMarked;
