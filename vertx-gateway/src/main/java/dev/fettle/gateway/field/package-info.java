/** Fields as the REST API shows and takes them: one table per resource. */
@NullMarked
package dev.fettle.gateway.field;

import org.jspecify.annotations.NullMarked;
