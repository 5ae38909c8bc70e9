/** What all resources that the gateway keeps by itself have in common: lists, single rows, what callers write. */
@NullMarked
package dev.fettle.gateway.resource;

import org.jspecify.annotations.NullMarked;
