/** How requests are authorised ({@code contract/policy.md} section 5): what resources have in common. */
@NullMarked
package dev.fettle.gateway.access;

import org.jspecify.annotations.NullMarked;
