/** What both transports share: calls that wait for answers, requests that wait for a handler, duplicates. */
@NullMarked
package dev.fettle.transport.dispatch;

import org.jspecify.annotations.NullMarked;
