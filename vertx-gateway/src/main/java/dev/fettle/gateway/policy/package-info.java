/** Policy: rules as data, compiled once ({@code contract/policy.md}). */
@NullMarked
package dev.fettle.gateway.policy;

import org.jspecify.annotations.NullMarked;
