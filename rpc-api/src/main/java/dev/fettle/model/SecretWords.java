package dev.fettle.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * Finds out whether a text holds any of some words, whatever the case, in one pass over it: the automaton of Aho and Corasick. Words
 * consist of small ASCII letters and underscores.
 */
final class SecretWords {
    private static final int SYMBOLS = 28;
    private static final int OTHER = 0;
    private static final int UNDERSCORE = 27;
    private static final int KELVIN_SIGN = 0x212A;

    /** Symbol of each ASCII character: 1 to 26 for letters, 27 for the underscore. */
    private static final byte[] SYMBOL = symbols();

    /** Next state by state and symbol. */
    private final short[] next;

    private final boolean[] found;

    SecretWords(List<String> words) {
        var most = 1 + words.stream().mapToInt(String::length).sum();
        var tree = new short[most * SYMBOLS];
        var ends = new boolean[most];
        var states = 1;
        for (var word : words) {
            var state = 0;
            for (var i = 0; i < word.length(); i++) {
                var at = state * SYMBOLS + symbol(word.charAt(i));
                if (tree[at] == 0) {
                    tree[at] = (short) states++;
                }
                state = tree[at];
            }
            ends[state] = true;
        }
        complete(tree, ends, states);
        this.next = Arrays.copyOf(tree, states * SYMBOLS);
        this.found = Arrays.copyOf(ends, states);
    }

    boolean in(String text) {
        var state = 0;
        for (var i = 0; i < text.length(); i++) {
            state = next[state * SYMBOLS + symbol(text.charAt(i))];
            if (found[state]) {
                return true;
            }
        }
        return false;
    }

    /** Gives each state the moves of the longest other beginning of a word that its text ends with. */
    private static void complete(short[] tree, boolean[] ends, int states) {
        var shorter = new short[states];
        var open = new ArrayDeque<Integer>();
        open.add(0);
        while (!open.isEmpty()) {
            int state = open.remove();
            ends[state] |= ends[shorter[state]];
            for (var symbol = 1; symbol < SYMBOLS; symbol++) {
                var at = state * SYMBOLS + symbol;
                var fallback = state == 0 ? (short) 0 : tree[shorter[state] * SYMBOLS + symbol];
                if (tree[at] == 0) {
                    tree[at] = fallback;
                } else {
                    shorter[tree[at]] = fallback;
                    open.add((int) tree[at]);
                }
            }
        }
    }

    private static int symbol(char c) {
        if (c < 128) {
            return SYMBOL[c];
        }
        return c == KELVIN_SIGN ? SYMBOL['k'] : OTHER; // the one letter elsewhere whose small form is ASCII
    }

    private static byte[] symbols() {
        var symbols = new byte[128];
        for (var i = 0; i < 26; i++) {
            symbols['a' + i] = (byte) (1 + i);
            symbols['A' + i] = (byte) (1 + i);
        }
        symbols['_'] = UNDERSCORE;
        return symbols;
    }
}
