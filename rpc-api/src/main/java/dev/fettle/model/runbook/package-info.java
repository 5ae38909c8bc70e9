@NullMarked
package dev.fettle.model.runbook;

import org.jspecify.annotations.NullMarked;
