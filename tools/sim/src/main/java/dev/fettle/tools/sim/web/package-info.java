/** A small HTTP/1.1 server on virtual threads, and JSON shorthand. */
@NullMarked
package dev.fettle.tools.sim.web;

import org.jspecify.annotations.NullMarked;
