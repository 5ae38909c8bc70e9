@NullMarked
package dev.fettle.tools.launcher.start;

import org.jspecify.annotations.NullMarked;
