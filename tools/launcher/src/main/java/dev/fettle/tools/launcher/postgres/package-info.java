/** A real PostgreSQL as a child process, for who has none: unpacked, initialised, started, stopped. */
@NullMarked
package dev.fettle.tools.launcher.postgres;

import org.jspecify.annotations.NullMarked;
