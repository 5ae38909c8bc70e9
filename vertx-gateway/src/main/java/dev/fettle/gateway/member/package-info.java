/** Conductors as a resource. */
@NullMarked
package dev.fettle.gateway.member;

import org.jspecify.annotations.NullMarked;
