package dev.fettle.model.event;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the stream of events. Events have the order of transaction, source and id, which is the order in which they became visible.
 *
 * @param transaction id of the database's transaction
 * @param source 1 for history, 2 for steps
 * @param id within the source
 */
public record EventCursor(long transaction, int source, long id) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([12])-([0-9]{1,18})");

    /** Before everything of that transaction and all that follow. */
    public static EventCursor before(long transaction) {
        return new EventCursor(transaction, 0, 0);
    }

    /** Reads what {@link #toString} gave; empty for anything else. */
    public static Optional<EventCursor> parse(String text) {
        var match = TEXT.matcher(text.strip());
        return match.matches()
                ? Optional.of(new EventCursor(
                        Long.parseLong(match.group(1)),
                        Integer.parseInt(match.group(2)),
                        Long.parseLong(match.group(3))))
                : Optional.empty();
    }

    /** As clients see it: the id of the event. */
    @Override
    public String toString() {
        return transaction + "-" + source + "-" + id;
    }
}
