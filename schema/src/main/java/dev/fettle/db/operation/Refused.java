package dev.fettle.db.operation;

/** Rolls a transaction back whose condition did not hold; the reason is looked up afterwards. Never leaves the store. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused() {
        super("refused", null, false, false);
    }
}
