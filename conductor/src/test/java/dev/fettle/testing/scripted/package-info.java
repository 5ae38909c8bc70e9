/** Driver interfaces whose behaviour a test writes into the node's {@code driver_info}. */
package dev.fettle.testing.scripted;
