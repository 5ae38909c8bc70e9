/** Files of operators that may change while the service runs. */
@NullMarked
package dev.fettle.gateway.files;

import org.jspecify.annotations.NullMarked;
