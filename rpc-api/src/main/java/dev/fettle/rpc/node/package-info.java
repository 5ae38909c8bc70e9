@NullMarked
package dev.fettle.rpc.node;

import org.jspecify.annotations.NullMarked;
