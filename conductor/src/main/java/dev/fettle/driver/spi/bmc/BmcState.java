package dev.fettle.driver.spi.bmc;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** What is known of one address. */
final class BmcState {
    final Semaphore writer;
    final Semaphore requests;
    final CircuitBreaker breaker;
    final AtomicInteger users = new AtomicInteger();

    BmcState(BmcLimits limits) {
        this.writer = new Semaphore(1, true);
        this.requests = new Semaphore(limits.requests(), true);
        this.breaker = new CircuitBreaker(limits);
    }
}
