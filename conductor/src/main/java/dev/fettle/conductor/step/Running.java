package dev.fettle.conductor.step;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The operations that a thread of this process works on right now. What the database says we run and is not here was dropped. Thread-safe. */
public final class Running {
    private final Set<Long> operations = ConcurrentHashMap.newKeySet();

    void add(long operation) {
        operations.add(operation);
    }

    void remove(long operation) {
        operations.remove(operation);
    }

    public boolean contains(long operation) {
        return operations.contains(operation);
    }

    public int count() {
        return operations.size();
    }
}
