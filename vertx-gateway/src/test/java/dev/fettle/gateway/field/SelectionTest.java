package dev.fettle.gateway.field;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.http.JsonOut;
import dev.fettle.http.Microversion;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.field.LazyDocument;
import dev.fettle.model.field.Values;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that are frequent are written by a short way: it must lead to the same bytes, wherever a field stands. */
class SelectionTest {
    private static final FieldTable.Builder THING = FieldTable.of("Thing", "1.0");
    private static final Field<UUID> ID = THING.uuid("uuid", "1.0");
    private static final Field<String> TEXT = THING.text("text", "1.0");
    private static final Field<Boolean> FLAG = THING.nullableFlag("flag", "1.0");
    private static final Field<Long> NUMBER = THING.integer("number", "1.0");
    private static final Field<Instant> TIME = THING.timestamp("time", "1.0");
    private static final Field<Map<String, Object>> OBJECT = THING.object("object", "1.0");
    private static final Field<List<String>> TEXTS = THING.textList("texts", "1.0");
    private static final Field<List<Object>> LIST = THING.list("list", "1.0");
    private static final FieldTable TABLE = THING.build();

    private static final UUID SOME = UUID.fromString("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
    private static final View VIEW = new View(Microversion.NEWEST, "http://h\"x:1", _ -> Optional.empty());

    static Stream<Map<Field<?>, @Nullable Object>> rows() {
        var nothing = new HashMap<Field<?>, @Nullable Object>();
        TABLE.fields().forEach(field -> nothing.put(field, null));
        nothing.put(ID, SOME);
        return Stream.of(
                nothing,
                Map.of(
                        ID,
                        SOME,
                        TEXT,
                        "",
                        FLAG,
                        false,
                        NUMBER,
                        0L,
                        TIME,
                        Instant.EPOCH,
                        OBJECT,
                        Map.of(),
                        TEXTS,
                        List.of(),
                        LIST,
                        List.of()),
                Map.of(
                        ID,
                        SOME,
                        TEXT,
                        "a \"q\" \\ \u0001 é \uD83D\uDE00",
                        FLAG,
                        true,
                        NUMBER,
                        -7L,
                        TIME,
                        Instant.parse("2026-02-03T04:05:06Z"),
                        OBJECT,
                        new LazyDocument("{\"a\":[1,null]}", _ -> Map.of()),
                        TEXTS,
                        List.of("x", "y"),
                        LIST,
                        List.of(1, Map.of("k", "v"))),
                Map.of(
                        ID,
                        SOME,
                        TEXT,
                        "t",
                        FLAG,
                        true,
                        NUMBER,
                        1L,
                        TIME,
                        Instant.EPOCH,
                        OBJECT,
                        new LinkedHashMap<>(),
                        TEXTS,
                        new ArrayList<>(),
                        LIST,
                        Collections.emptyList()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anObjectIsItsFieldsInOrder(Map<Field<?>, @Nullable Object> row) {
        for (var first = 0; first < TABLE.fields().size(); first++) {
            var fields = new ArrayList<>(TABLE.fields());
            Collections.rotate(fields, -first);
            var selection = Selection.of(
                    fields.stream().map(field -> ApiField.plain(field, 1)).toList());

            for (var times = 0; times < 3; times++) { // a text that comes again goes the short way
                assertThat(written(selection, row)).isEqualTo(plainly(fields, row));
            }
        }
    }

    @Test
    void noFieldsAreAnEmptyObject() {
        assertThat(written(Selection.of(List.of()), Map.of(ID, SOME))).isEqualTo("{}");
    }

    @Test
    void linksAreThoseWrittenPieceByPiece() {
        var selection = Selection.of(List.of(ApiField.plain(TEXT, 1), ApiField.links("things/", ID)));

        var quick = text(out -> {
            out.writeStartArray();
            for (var i = 0; i < 200; i++) { // more than a buffer of the generator, so that some stand across its end
                selection.write(out, values(Map.of(ID, SOME, TEXT, "x".repeat(i % 37))), VIEW);
            }
            out.writeEndArray();
        });

        var slow = text(out -> {
            out.writeStartArray();
            for (var i = 0; i < 200; i++) {
                out.writeStartObject();
                out.writeStringField("text", "x".repeat(i % 37));
                out.writeFieldName("links");
                Links.pair(out, VIEW.baseUrl(), "things/" + SOME);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
        assertThat(quick).isEqualTo(slow);
    }

    private static String written(Selection selection, Map<Field<?>, @Nullable Object> row) {
        return text(out -> selection.write(out, values(row), VIEW));
    }

    private static String plainly(List<Field<?>> fields, Map<Field<?>, @Nullable Object> row) {
        return text(out -> {
            out.writeStartObject();
            for (var field : fields) {
                out.writeFieldName(field.name());
                JsonOut.value(out, values(row).get(field));
            }
            out.writeEndObject();
        });
    }

    private static Values values(Map<Field<?>, @Nullable Object> row) {
        var values = Values.none(TABLE).toBuilder();
        row.forEach(values::putRaw);
        return values.build();
    }

    private static String text(JsonOut.Writer writer) {
        return new String(JsonOut.bytes(writer), StandardCharsets.UTF_8);
    }
}
