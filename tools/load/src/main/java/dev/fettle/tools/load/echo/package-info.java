/** Round trips of the RPC transport with no service behind them. */
@NullMarked
package dev.fettle.tools.load.echo;

import org.jspecify.annotations.NullMarked;
