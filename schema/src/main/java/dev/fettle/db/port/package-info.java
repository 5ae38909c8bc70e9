@NullMarked
package dev.fettle.db.port;

import org.jspecify.annotations.NullMarked;
