package dev.fettle.driver.spi.bmc;

import java.time.Duration;

/**
 * Limits for each BMC.
 *
 * @param requests at the same time, a writer's included
 * @param failures in a row after which a BMC counts as dead
 * @param firstPause how long a dead BMC is left alone; doubles with each failed try
 * @param longestPause where that doubling ends
 * @param maxAddresses most addresses remembered; idle ones are dropped beyond it
 */
public record BmcLimits(int requests, int failures, Duration firstPause, Duration longestPause, int maxAddresses) {

    public static final BmcLimits DEFAULT = new BmcLimits(2, 5, Duration.ofSeconds(10), Duration.ofSeconds(60), 50_000);
}
