package dev.fettle.gateway.policy;

import dev.fettle.gateway.policy.Expression.Always;
import dev.fettle.gateway.policy.Expression.And;
import dev.fettle.gateway.policy.Expression.Match;
import dev.fettle.gateway.policy.Expression.Never;
import dev.fettle.gateway.policy.Expression.Not;
import dev.fettle.gateway.policy.Expression.Or;
import dev.fettle.gateway.policy.Expression.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads the language of oslo.policy: checks joined by {@code and}, {@code or}, {@code not} and parentheses; {@code not} binds closest, then
 * {@code and}. Unlike oslo, which takes what it cannot read as "never", this refuses it.
 */
final class ExpressionParser {
    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 50;

    private final List<String> tokens;
    private int at;
    private int depth;

    private ExpressionParser(List<String> tokens) {
        this.tokens = tokens;
    }

    /** @throws IllegalArgumentException that says what is wrong */
    static Expression parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("it is longer than " + LONGEST + " characters");
        }
        var tokens = tokens(text);
        if (tokens.isEmpty()) {
            return new Always();
        }
        var parser = new ExpressionParser(tokens);
        var expression = parser.or();
        if (parser.at < tokens.size()) {
            throw new IllegalArgumentException("'" + tokens.get(parser.at) + "' is one too many");
        }
        return expression;
    }

    /** Blanks separate; parentheses stand at the begin and the end of a word only, as {@code %(name)s} has some inside. */
    private static List<String> tokens(String text) {
        var tokens = new ArrayList<String>();
        for (var word : text.strip().split("\\s+")) {
            var start = 0;
            while (start < word.length() && word.charAt(start) == '(') {
                tokens.add("(");
                start++;
            }
            var end = word.length();
            while (end > start && word.charAt(end - 1) == ')') {
                end--;
            }
            if (end > start) {
                tokens.add(word.substring(start, end));
            }
            for (var i = end; i < word.length(); i++) {
                tokens.add(")");
            }
        }
        return tokens;
    }

    private Expression or() {
        return joined("or", () -> joined("and", this::not, And::new), Or::new);
    }

    private Expression joined(String word, Supplier<Expression> part, Function<List<Expression>, Expression> join) {
        var parts = new ArrayList<Expression>();
        parts.add(part.get());
        while (at < tokens.size() && lower(tokens.get(at)).equals(word)) {
            at++;
            parts.add(part.get());
        }
        return parts.size() == 1 ? parts.getFirst() : join.apply(List.copyOf(parts));
    }

    private Expression not() {
        var token = next();
        return switch (lower(token)) {
            case "not" -> deeper(() -> new Not(not()));
            case "(" -> deeper(this::wrapped);
            case ")", "and", "or" -> throw new IllegalArgumentException("'" + token + "' stands where a check belongs");
            default -> check(token);
        };
    }

    private Expression wrapped() {
        var inner = or();
        if (at >= tokens.size() || !tokens.get(at).equals(")")) {
            throw new IllegalArgumentException("a closing parenthesis is missing");
        }
        at++;
        return inner;
    }

    private Expression deeper(Supplier<Expression> part) {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("it nests deeper than " + DEEPEST);
        }
        var inner = part.get();
        depth--;
        return inner;
    }

    private static Expression check(String token) {
        if (token.equals("@")) {
            return new Always();
        }
        if (token.equals("!")) {
            return new Never();
        }
        var colon = token.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("'" + token + "' is not of the form kind:match");
        }
        var kind = token.substring(0, colon);
        var match = token.substring(colon + 1);
        return kind.equals("rule") ? new Rule(match) : new Match(kind, match);
    }

    private String next() {
        if (at >= tokens.size()) {
            throw new IllegalArgumentException("it ends where a check belongs");
        }
        return tokens.get(at++);
    }

    private static String lower(String token) {
        return token.toLowerCase(Locale.ROOT);
    }
}
