@NullMarked
package dev.fettle.rpc.agent;

import org.jspecify.annotations.NullMarked;
