package dev.fettle.driver.ipmi;

import java.util.List;
import java.util.OptionalInt;

/**
 * Which cipher suite to ask for. Without {@code ipmi_cipher_suite}: first ipmitool's own choice, then the configured ones from the last to the
 * first, staying at the first of these ({@code contract/drivers.md} section 9). Belongs to one thread.
 */
final class CipherSteps {
    private final List<String> configured;
    private final IpmiSettings settings;
    private OptionalInt current;
    private int next;

    CipherSteps(List<String> configured, IpmiSettings settings) {
        this.configured = configured;
        this.settings = settings;
        this.current = settings.cipherSuite();
        this.next = configured.size() - 1;
    }

    /** Empty: what ipmitool takes by itself. */
    OptionalInt current() {
        return current;
    }

    /** Goes on to the next suite; false when there is none left or the node prescribes one. */
    boolean step() {
        if (settings.cipherSuite().isPresent() || !settings.version2() || next < 0) {
            return false;
        }
        current = OptionalInt.of(number(configured.get(next)));
        next--;
        return true;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "[ipmi] cipher_suite_versions takes numbers separated by commas, not '" + text + "'", e);
        }
    }
}
