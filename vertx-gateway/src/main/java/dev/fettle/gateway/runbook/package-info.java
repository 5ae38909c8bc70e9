/** The runbook resource. */
@NullMarked
package dev.fettle.gateway.runbook;

import org.jspecify.annotations.NullMarked;
