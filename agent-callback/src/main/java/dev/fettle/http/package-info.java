/** What every HTTP edge shares. */
@NullMarked
package dev.fettle.http;

import org.jspecify.annotations.NullMarked;
