/** The database: change sets and one store per aggregate. */
@NullMarked
package dev.fettle.db;

import org.jspecify.annotations.NullMarked;
