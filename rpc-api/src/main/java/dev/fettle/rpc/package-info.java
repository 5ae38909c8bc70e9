@NullMarked
package dev.fettle.rpc;

import org.jspecify.annotations.NullMarked;
