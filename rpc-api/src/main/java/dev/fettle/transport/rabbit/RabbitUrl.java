package dev.fettle.transport.rabbit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code [DEFAULT]transport_url}: {@code rabbit://user:pass@h1:5672,user:pass@h2:5672/vhost}; {@code amqp://} means the same. No path,
 * {@code /} and {@code //} all mean vhost {@code /}.
 */
record RabbitUrl(List<Broker> brokers, String vhost) {
    private static final int PORT = 5672;

    /** One broker of a cluster and who to be there. */
    record Broker(String host, int port, String user, String password) {

        /** Without the password: this text may reach a log. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    RabbitUrl {
        brokers = List.copyOf(brokers);
    }

    /** @throws IllegalArgumentException that says what is wrong and never quotes the URL, which holds a password */
    static RabbitUrl parse(String text) {
        var scheme = text.indexOf("://");
        if (scheme < 0 || !List.of("rabbit", "amqp").contains(text.substring(0, scheme))) {
            throw new IllegalArgumentException("[DEFAULT] transport_url must begin with rabbit:// or amqp://");
        }
        var rest = text.substring(scheme + 3);
        var query = rest.indexOf('?');
        rest = query < 0 ? rest : rest.substring(0, query);
        var slash = rest.indexOf('/');
        var brokers = new ArrayList<Broker>();
        for (var part : Arrays.asList((slash < 0 ? rest : rest.substring(0, slash)).split(","))) {
            brokers.add(broker(part.strip()));
        }
        return new RabbitUrl(brokers, vhost(slash < 0 ? "" : rest.substring(slash + 1)));
    }

    private static Broker broker(String part) {
        var at = part.lastIndexOf('@');
        var user = "guest";
        var password = "guest";
        if (at >= 0) {
            var login = part.substring(0, at);
            var colon = login.indexOf(':');
            user = decode(colon < 0 ? login : login.substring(0, colon));
            password = colon < 0 ? "" : decode(login.substring(colon + 1));
        }
        var address = part.substring(at + 1);
        var colon = address.lastIndexOf(':');
        if (address.endsWith("]")) {
            colon = -1; // an IPv6 address without a port
        }
        var host = colon < 0 ? address : address.substring(0, colon);
        host = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (host.isEmpty()) {
            throw new IllegalArgumentException("[DEFAULT] transport_url names a broker without a host");
        }
        return new Broker(host, colon < 0 ? PORT : port(address.substring(colon + 1)), user, password);
    }

    private static int port(String text) {
        var port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("[DEFAULT] transport_url has a port that is no number from 1 to 65535");
        }
        return port;
    }

    private static String vhost(String path) {
        var name = decode(path);
        return name.isEmpty() ? "/" : name;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    @Override
    public String toString() {
        return brokers + " vhost " + vhost;
    }
}
