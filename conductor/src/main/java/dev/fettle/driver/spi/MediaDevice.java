package dev.fettle.driver.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A virtual drive.
 *
 * @param mediaTypes what it takes, in the words of the machine, such as {@code CD}
 * @param image URL of what is in it; null when it is empty
 */
public record MediaDevice(
        List<String> mediaTypes, boolean inserted, @Nullable String image) {

    public MediaDevice {
        mediaTypes = List.copyOf(mediaTypes);
    }
}
