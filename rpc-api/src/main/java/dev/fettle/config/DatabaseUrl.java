package dev.fettle.config;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what operators write into {@code [database] connection} into a JDBC URL. Never repeats the URL in an error: it holds a password. */
final class DatabaseUrl {
    private static final String SHAPE = "takes jdbc:postgresql://host:port/name with parameters user and password,"
            + " or postgresql://user:password@host:port/name";

    /** {@code postgresql+psycopg2://user:password@host:port/name?option=value}. */
    private static final Pattern SQLALCHEMY = Pattern.compile(
            "postgres(?:ql)?(?:\\+\\w+)?://(?:([^:@/]*)(?::([^@/]*))?@)?([^/?@]*)(?:/([^?]*))?(?:\\?(.*))?",
            Pattern.CASE_INSENSITIVE);

    private DatabaseUrl() {}

    static String toJdbc(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:postgresql:")) {
            return checkedJdbc(text);
        }
        for (var other : new String[] {"mysql", "mariadb", "sqlite", "jdbc:mysql", "jdbc:mariadb", "oracle", "mssql"}) {
            if (lower.startsWith(other)) {
                throw new IllegalArgumentException("names a " + other.replace("jdbc:", "")
                        + " database, but Fettle keeps its data in PostgreSQL only; it " + SHAPE);
            }
        }
        return fromSqlAlchemy(text);
    }

    private static String checkedJdbc(String text) {
        var authority = text.substring("jdbc:postgresql:".length()).replaceFirst("[?].*", "");
        if (authority.contains("@")) {
            throw new IllegalArgumentException(
                    "has user and password before the host, which JDBC does not know; it " + SHAPE);
        }
        return text;
    }

    private static String fromSqlAlchemy(String text) {
        var parts = SQLALCHEMY.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(SHAPE + "; a password with special characters must be percent-encoded");
        }
        if (parts.group(3).isEmpty()) {
            throw new IllegalArgumentException("names no host; JDBC cannot use a Unix socket. It " + SHAPE);
        }
        var parameters = new StringBuilder();
        append(parameters, "user", parts.group(1));
        append(parameters, "password", parts.group(2));
        if (parts.group(5) != null && !parts.group(5).isEmpty()) {
            parameters.append(parameters.isEmpty() ? "?" : "&").append(parts.group(5));
        }
        var name = parts.group(4) == null ? "" : parts.group(4);
        return "jdbc:postgresql://" + parts.group(3) + "/" + name + parameters;
    }

    private static void append(StringBuilder parameters, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            // "+" is itself in the user part of a URL, and a blank for the decoder
            var plain = URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
            parameters
                    .append(parameters.isEmpty() ? "?" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(plain, StandardCharsets.UTF_8));
        }
    }
}
