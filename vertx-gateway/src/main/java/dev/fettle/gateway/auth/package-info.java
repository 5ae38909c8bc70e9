/** Who may come in. */
@NullMarked
package dev.fettle.gateway.auth;

import org.jspecify.annotations.NullMarked;
