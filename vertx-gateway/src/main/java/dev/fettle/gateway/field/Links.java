package dev.fettle.gateway.field;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the links of one kind of resource. What is the same for all of them is encoded once per base address. Thread-safe. */
public final class Links {
    private final String before;
    private final String behind;
    private volatile @Nullable Frame last;

    /**
     * @param before what stands before the uuid of a resource, such as {@code nodes/}
     * @param behind what stands behind it, such as {@code /ports}
     */
    public Links(String before, String behind) {
        this.before = before;
        this.behind = behind;
    }

    /** What stands around the two uuids. */
    private record Frame(String baseUrl, Utf8 start, Utf8 middle, Utf8 end) {
        int length() {
            return start.length() + middle.length() + end.length();
        }
    }

    public void write(JsonGenerator out, String baseUrl, UUID uuid) throws IOException {
        var frame = last;
        if (frame == null || !frame.baseUrl.equals(baseUrl)) {
            frame = frame(baseUrl);
            last = frame;
        }
        var ident = Utf8.of(uuid.toString());
        out.writeRawValue(new Utf8(frame.length() + 2 * ident.length())
                .add(frame.start)
                .add(ident)
                .add(frame.middle)
                .add(ident)
                .add(frame.end));
    }

    private Frame frame(String baseUrl) {
        var base = new String(JsonStringEncoder.getInstance().quoteAsString(baseUrl));
        return new Frame(
                baseUrl,
                Utf8.of("[{\"href\":\"" + base + "/v1/" + before),
                Utf8.of(behind + "\",\"rel\":\"self\"},{\"href\":\"" + base + "/" + before),
                Utf8.of(behind + "\",\"rel\":\"bookmark\"}]"));
    }

    /** The pair of links of a resource, or of a collection: {@code self} with the version in it, {@code bookmark} without. */
    public static void pair(JsonGenerator out, String baseUrl, String path) throws IOException {
        out.writeStartArray();
        one(out, "self", baseUrl + "/v1/" + path);
        one(out, "bookmark", baseUrl + "/" + path);
        out.writeEndArray();
    }

    public static void one(JsonGenerator out, String rel, String href) throws IOException {
        out.writeStartObject();
        out.writeStringField("href", href);
        out.writeStringField("rel", rel);
        out.writeEndObject();
    }
}
