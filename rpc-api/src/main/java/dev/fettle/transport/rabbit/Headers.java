package dev.fettle.transport.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import java.util.LinkedHashMap;
import java.util.Map;

/** AMQP headers as texts; other kinds of value are left out. */
final class Headers {
    private Headers() {}

    static Map<String, String> texts(BasicProperties properties) {
        if (properties.getHeaders() == null) {
            return Map.of();
        }
        var texts = new LinkedHashMap<String, String>();
        properties.getHeaders().forEach((key, value) -> {
            if (value instanceof LongString || value instanceof String) {
                texts.put(key, value.toString());
            }
        });
        return texts;
    }
}
