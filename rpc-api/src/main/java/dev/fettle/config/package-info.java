@NullMarked
package dev.fettle.config;

import org.jspecify.annotations.NullMarked;
