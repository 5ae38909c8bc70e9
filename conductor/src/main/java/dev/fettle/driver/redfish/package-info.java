@NullMarked
package dev.fettle.driver.redfish;

import org.jspecify.annotations.NullMarked;
