@NullMarked
package dev.fettle.model.template;

import org.jspecify.annotations.NullMarked;
