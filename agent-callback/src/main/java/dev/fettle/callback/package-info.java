/** What the deploy agent calls: lookup, heartbeat, inspection data. */
@NullMarked
package dev.fettle.callback;

import org.jspecify.annotations.NullMarked;
