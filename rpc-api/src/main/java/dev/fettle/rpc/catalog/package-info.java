@NullMarked
package dev.fettle.rpc.catalog;

import org.jspecify.annotations.NullMarked;
