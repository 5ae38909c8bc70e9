/** Agents in ramdisks. */
@NullMarked
package dev.fettle.model.agent;

import org.jspecify.annotations.NullMarked;
