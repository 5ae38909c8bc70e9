package dev.fettle.transport.oslo;

import java.util.Map;

/**
 * A message ready to send, or as it came in.
 *
 * @param headers additions of ours, beside the body so that it stays plain oslo.messaging
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares messages, and bodies are big
public record WireMessage(byte[] body, Map<String, String> headers) {

    public WireMessage {
        headers = Map.copyOf(headers);
    }

    /** Size only: the body may hold secrets. */
    @Override
    public String toString() {
        return "message of " + body.length + " bytes";
    }
}
