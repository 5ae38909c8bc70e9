/** Resources that are a table and nothing else: one store for all of them. */
@NullMarked
package dev.fettle.db.resource;

import org.jspecify.annotations.NullMarked;
