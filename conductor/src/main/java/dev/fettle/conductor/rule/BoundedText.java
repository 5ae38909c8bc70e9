package dev.fettle.conductor.rule;

import java.util.concurrent.atomic.AtomicInteger;

/** A text that a regular expression may look at so often and no oftener: some expressions would not end within a lifetime. */
record BoundedText(String text, AtomicInteger left) implements CharSequence {
    private static final int MOST_LOOKS = 5_000_000;

    BoundedText(String text) {
        this(text, new AtomicInteger(MOST_LOOKS));
    }

    @Override
    public char charAt(int index) {
        if (left.decrementAndGet() < 0) {
            throw RuleFailure.of("The regular expression of an inspection rule takes too long. Make it simpler.");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.substring(start, end), left);
    }

    @Override
    public String toString() {
        return text;
    }
}
