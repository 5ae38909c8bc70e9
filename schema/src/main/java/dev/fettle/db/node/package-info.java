@NullMarked
package dev.fettle.db.node;

import org.jspecify.annotations.NullMarked;
