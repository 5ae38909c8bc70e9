@NullMarked
package dev.fettle.rpc.port;

import org.jspecify.annotations.NullMarked;
