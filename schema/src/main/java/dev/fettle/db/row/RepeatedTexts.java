package dev.fettle.db.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts of columns; most are those of the row before, such as names of interfaces, and need not be made again. Not thread-safe. */
final class RepeatedTexts {
    private static final byte[] EMPTY = {};

    private final byte[][] bytes;
    private final String[] texts;

    /** @param columns how many there are, texts or not */
    RepeatedTexts(int columns) {
        this.bytes = new byte[columns][];
        this.texts = new String[columns];
        Arrays.fill(bytes, EMPTY);
        Arrays.fill(texts, "");
    }

    /** @param place of the column, from 0 */
    @Nullable String read(ResultSet row, int place) throws SQLException {
        var now = row.getBytes(place + 1);
        if (now == null) {
            return null;
        }
        if (!Arrays.equals(now, bytes[place])) {
            bytes[place] = now;
            texts[place] = new String(now, UTF_8);
        }
        return texts[place];
    }
}
