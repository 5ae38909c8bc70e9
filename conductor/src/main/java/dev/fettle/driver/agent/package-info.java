@NullMarked
package dev.fettle.driver.agent;

import org.jspecify.annotations.NullMarked;
