@NullMarked
package dev.fettle.rpc.driver;

import org.jspecify.annotations.NullMarked;
