/** The deploy template resource. */
@NullMarked
package dev.fettle.gateway.template;

import org.jspecify.annotations.NullMarked;
