package dev.fettle.transport.oslo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How JSON is read and written here: limits against hostile input, ASCII output as the reference writes it. */
final class WireJson {
    /** Bytes of a body; a config drive may have 64 MiB of base64. */
    static final int MAX_BODY = 96 << 20;

    private static final int MAX_DEPTH = 200;

    private WireJson() {}

    static ObjectMapper mapper(Module objects) {
        var factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_BODY)
                        .maxNumberLength(400)
                        .maxNameLength(10_000)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                // lone surrogates and all that is not ASCII survive any peer
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.WRAP_EXCEPTIONS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .addModule(objects)
                .build();
    }
}
