package dev.fettle.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a hostile JSON body into plain maps and lists, in one pass. */
final class JsonIn {
    private static final int VALUES_AT_ONCE = 1024;

    private final JsonParser parser;
    private final int maxDepth;
    private final RequestMemory.Share memory;
    private int values;

    private JsonIn(JsonParser parser, int maxDepth, RequestMemory.Share memory) {
        this.parser = parser;
        this.maxDepth = maxDepth;
        this.memory = memory;
    }

    /**
     * @param memory to which what the values of the document take is added
     * @throws HttpProblem flat 400 when nested deeper than allowed; fault-form 400 for anything that is not one well-formed document
     *     without repeated names and NUL characters; 413 or 503 when there is no memory for it
     */
    static @Nullable Object read(byte[] body, int maxDepth, RequestMemory.Share memory) {
        try (var parser = JsonOut.FACTORY.createParser(body)) {
            var reader = new JsonIn(parser, maxDepth, memory);
            parser.nextToken();
            var document = reader.value("the body", 0);
            if (parser.nextToken() != null) {
                throw malformed("there is more after its end");
            }
            return document;
        } catch (StreamConstraintsException e) {
            throw malformed("a number or name is too long");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw malformed(at == null ? "it breaks off" : "line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException e) {
            throw malformed("its characters are not valid UTF-8");
        }
    }

    private @Nullable Object value(String name, int depth) throws IOException {
        if (++values % VALUES_AT_ONCE == 0) {
            memory.take((long) VALUES_AT_ONCE * RequestMemory.PER_VALUE);
        }
        var token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(depth + 1);
            case START_ARRAY -> array(name, depth + 1);
            case VALUE_STRING -> text(name, parser.getText());
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default -> throw malformed("it breaks off");
        };
    }

    private Map<String, @Nullable Object> object(int depth) throws IOException {
        checkDepth(depth);
        var object = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = text("a name", parser.currentName());
            parser.nextToken();
            if (object.containsKey(name)) {
                throw malformed("'" + name + "' stands twice in one object");
            }
            object.put(name, value(name, depth));
        }
        return object;
    }

    private List<@Nullable Object> array(String name, int depth) throws IOException {
        checkDepth(depth);
        var array = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(name, depth));
        }
        return array;
    }

    private void checkDepth(int depth) {
        if (depth > maxDepth) {
            throw HttpProblem.flat(400, "The body is nested deeper than " + maxDepth + " levels.");
        }
    }

    /** The database cannot hold NUL. */
    private static String text(String name, String text) {
        if (text.indexOf('\0') >= 0) {
            throw HttpProblem.fault(400, "'" + name.replace('\0', '?') + "' holds a NUL character.");
        }
        return text;
    }

    private static double finite(double number) {
        if (Double.isInfinite(number)) {
            throw malformed("a number is too large");
        }
        return number;
    }

    private static HttpProblem malformed(String reason) {
        return HttpProblem.fault(400, "The body is not valid JSON: " + reason + ".");
    }
}
