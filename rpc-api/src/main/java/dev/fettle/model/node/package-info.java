@NullMarked
package dev.fettle.model.node;

import org.jspecify.annotations.NullMarked;
