package dev.fettle.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.fettle.model.field.LazyDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes JSON straight into bytes; no tree is built. */
public final class JsonOut {
    /** Recycled buffers in a shared pool: thread-locals do not suit virtual threads. */
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1000)
                    .maxStringLength(64 << 20)
                    .maxNameLength(50_000)
                    .maxNumberLength(100)
                    .build())
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    /** For text out of the database, which was checked when it came in; a stored number can be longer than a sent one. */
    static final JsonFactory STORED = new JsonFactoryBuilder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonOut() {}

    /** What writes a document. */
    @FunctionalInterface
    public interface Writer {
        void write(JsonGenerator out) throws IOException;
    }

    public static byte[] bytes(Writer writer) {
        return bytes(512, writer);
    }

    /** @param expected about how many bytes will come */
    public static byte[] bytes(int expected, Writer writer) {
        try (var bytes = new ByteArrayBuilder(expected)) {
            try (var out = FACTORY.createGenerator(bytes)) {
                writer.write(out);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a document that may be long. */
    static Body body(Writer writer) {
        var body = new Body();
        try (var out = FACTORY.createGenerator(body)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body;
    }

    /** A value of the model: text, number, boolean, uuid, time, map, list or null; or what writes one. */
    public static void value(JsonGenerator out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean flag -> out.writeBoolean(flag);
            case UUID uuid -> out.writeString(uuid.toString());
            case Writer writer -> writer.write(out);
            case LazyDocument document -> out.writeRawValue(document.text());
            case Map<?, ?> map -> map(out, map);
            case Iterable<?> items -> list(out, items);
            case Instant time -> out.writeString(time(time));
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case BigInteger number -> out.writeNumber(number);
            case BigDecimal number -> out.writeNumber(number);
            case Number number -> out.writeNumber(number.doubleValue());
            default ->
                throw new IllegalArgumentException(
                        "no JSON form for " + value.getClass().getSimpleName());
        }
    }

    /** Makes a consumer of something that writes. */
    public static <T> Consumer<T> each(Each<T> each) {
        return item -> {
            try {
                each.write(item);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** Writes one item of many. */
    @FunctionalInterface
    public interface Each<T> {
        void write(T item) throws IOException;
    }

    /** ISO 8601 with offset, in whole seconds. */
    public static String time(Instant time) {
        return IsoTime.of(time);
    }

    private static void map(JsonGenerator out, Map<?, ?> map) throws IOException {
        out.writeStartObject();
        for (var entry : map.entrySet()) {
            out.writeFieldName(String.valueOf(entry.getKey()));
            value(out, entry.getValue());
        }
        out.writeEndObject();
    }

    private static void list(JsonGenerator out, Iterable<?> items) throws IOException {
        out.writeStartArray();
        for (var item : items) {
            value(out, item);
        }
        out.writeEndArray();
    }
}
