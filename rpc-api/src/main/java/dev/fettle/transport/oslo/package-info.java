/** The oslo.messaging wire form of requests, replies and failures ({@code contract/rpc.md} sections 4 to 8). */
@NullMarked
package dev.fettle.transport.oslo;

import org.jspecify.annotations.NullMarked;
