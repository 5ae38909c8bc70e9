package dev.fettle.driver.spi.bmc;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps one slow or dead BMC from slowing others, and us from drowning a BMC: per address one writer and two requests at a time, and a
 * circuit breaker that answers for a dead one. Thread-safe; remembers only addresses that are in use or failing, and of those at most
 * {@link BmcLimits#maxAddresses}. Rule: {@code design.md} section 2.8.
 */
public final class BmcGate {
    /** The one of this process: two drivers that talk to one BMC share its limits. */
    public static final BmcGate SHARED = create();

    private final BmcLimits limits;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<String, BmcState> states = new ConcurrentHashMap<>();

    public BmcGate(BmcLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    public static BmcGate create() {
        return new BmcGate(BmcLimits.DEFAULT, System::nanoTime);
    }

    /** What a request does. A writer excludes other writers. */
    public enum Access {
        READ,
        WRITE
    }

    /**
     * Takes a turn; blocks until there is one. Say how it went ({@link Turn#answered}, {@link Turn#unreachable}) and close it.
     *
     * @param address the BMC; any text that is the same for the same BMC
     * @param atMost how long to wait for a turn
     * @param code of the fault when there is none: the BMC counts as dead, or it is busy for too long
     */
    public Turn enter(String address, Access access, Duration atMost, FaultCode code) {
        var state = hold(address);
        var entered = false;
        try {
            var until = nanoTime.getAsLong() + atMost.toNanos();
            refuse(state.breaker.remaining(nanoTime.getAsLong()), state, address, code); // before queueing for a turn
            take(state, access, until, address, code);
            var turn = new Turn(this, address, state, access);
            entered = true;
            passBreaker(turn, code);
            return turn;
        } finally {
            if (!entered) {
                letGo(address, state);
            }
        }
    }

    /** Addresses that are remembered. */
    public int size() {
        return states.size();
    }

    private void take(BmcState state, Access access, long until, String address, FaultCode code) {
        if (access == Access.WRITE && !acquire(state.writer, until)) {
            throw busy(address, code);
        }
        if (!acquire(state.requests, until)) {
            if (access == Access.WRITE) {
                state.writer.release();
            }
            throw busy(address, code);
        }
    }

    private boolean acquire(Semaphore semaphore, long until) {
        try {
            return semaphore.tryAcquire(Math.max(0, until - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void passBreaker(Turn turn, FaultCode code) {
        var wait = turn.state.breaker.tryPass(nanoTime.getAsLong());
        if (wait > 0) {
            turn.release();
        }
        refuse(wait, turn.state, turn.address, code);
    }

    private static void refuse(long wait, BmcState state, String address, FaultCode code) {
        if (wait > 0) {
            throw new FaultException(
                    code,
                    "The BMC at " + address + " did not answer " + state.breaker.failures()
                            + " times in a row and is left alone for another "
                            + Math.max(1, TimeUnit.NANOSECONDS.toSeconds(wait))
                            + " s. Check its power, its network and its address in driver_info.");
        }
    }

    private static FaultException busy(String address, FaultCode code) {
        return new FaultException(
                code, "The BMC at " + address + " is busy with other requests of this service. Try again later.");
    }

    private BmcState hold(String address) {
        if (states.size() >= limits.maxAddresses()) {
            states.values().removeIf(state -> state.users.get() == 0);
        }
        return states.compute(address, (_, known) -> {
            var state = known != null ? known : new BmcState(limits);
            state.users.incrementAndGet();
            return state;
        });
    }

    private void letGo(String address, BmcState used) {
        states.computeIfPresent(address, (_, state) -> {
            if (state != used) {
                return state;
            }
            return state.users.decrementAndGet() == 0 && state.breaker.failures() == 0 ? null : state;
        });
    }

    /** The right to send one request. */
    public static final class Turn implements AutoCloseable {
        private final BmcGate gate;
        private final String address;
        private final BmcState state;
        private final Access access;
        private boolean told;

        private Turn(BmcGate gate, String address, BmcState state, Access access) {
            this.gate = gate;
            this.address = address;
            this.state = state;
            this.access = access;
        }

        /** The BMC answered, whatever it said. */
        public void answered() {
            told = true;
            state.breaker.succeeded();
        }

        /** No connection, or no answer in time. */
        public void unreachable() {
            told = true;
            state.breaker.failed(gate.nanoTime.getAsLong());
        }

        @Override
        public void close() {
            if (!told) {
                state.breaker.unknown();
            }
            release();
        }

        private void release() {
            state.requests.release();
            if (access == Access.WRITE) {
                state.writer.release();
            }
            gate.letGo(address, state);
        }
    }
}
