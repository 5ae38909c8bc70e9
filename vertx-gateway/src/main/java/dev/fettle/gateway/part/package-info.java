/** What resources that hang on nodes have in common: who may see and touch them, how they are found and written. */
@NullMarked
package dev.fettle.gateway.part;

import org.jspecify.annotations.NullMarked;
