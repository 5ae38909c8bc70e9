package dev.fettle.driver.spi;

import java.util.List;

/**
 * A light on a machine.
 *
 * @param readonly whether only the machine itself sets it
 * @param states those it can have, of on, off, blinking and unknown
 */
public record Indicator(boolean readonly, List<String> states) {

    public Indicator {
        states = List.copyOf(states);
    }
}
