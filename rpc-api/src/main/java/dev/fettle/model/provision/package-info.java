@NullMarked
package dev.fettle.model.provision;

import org.jspecify.annotations.NullMarked;
