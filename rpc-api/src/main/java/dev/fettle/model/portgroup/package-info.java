@NullMarked
package dev.fettle.model.portgroup;

import org.jspecify.annotations.NullMarked;
