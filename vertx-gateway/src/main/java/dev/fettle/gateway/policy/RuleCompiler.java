package dev.fettle.gateway.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the text of all rules into checks; every rule is compiled once, however many others refer to it. */
final class RuleCompiler {
    private final Map<String, String> texts;
    private final MatchCompiler matches;
    private final Map<String, Check> done = new HashMap<>();
    private final Deque<String> underWay = new ArrayDeque<>();

    RuleCompiler(Map<String, String> texts, MatchCompiler matches) {
        this.texts = texts;
        this.matches = matches;
    }

    /** @throws IllegalStateException that names the rule and what is wrong with it */
    Map<String, Check> compile() {
        texts.keySet().forEach(this::rule);
        return Map.copyOf(done);
    }

    private Check rule(String name) {
        var known = done.get(name);
        if (known != null) {
            return known;
        }
        var text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException(
                    "it refers to 'rule:" + name + "', which does not exist" + Nearest.hint(name, texts.keySet()));
        }
        if (underWay.contains(name)) {
            throw new IllegalStateException("policy rule '" + name + "' refers to itself: "
                    + String.join(" -> ", underWay.reversed()) + " -> " + name);
        }
        underWay.push(name);
        try {
            var check = check(ExpressionParser.parse(text));
            done.put(name, check);
            return check;
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "policy rule '" + name + "' cannot be used: " + e.getMessage() + " (in \"" + text + "\")", e);
        } finally {
            underWay.pop();
        }
    }

    private Check check(Expression expression) {
        return switch (expression) {
            case Expression.Always() -> (_, _) -> true;
            case Expression.Never() -> (_, _) -> false;
            case Expression.Rule(var name) -> rule(name);
            case Expression.Match match -> matches.compile(match);
            case Expression.Not(var inner) -> {
                var check = check(inner);
                yield (caller, target) -> !check.passes(caller, target);
            }
            case Expression.And(var all) -> and(all.stream().map(this::check).toList());
            case Expression.Or(var any) -> or(any.stream().map(this::check).toList());
        };
    }

    private static Check and(List<Check> all) {
        var checks = all.toArray(Check[]::new);
        return (caller, target) -> {
            for (var check : checks) {
                if (!check.passes(caller, target)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Check or(List<Check> any) {
        var checks = any.toArray(Check[]::new);
        return (caller, target) -> {
            for (var check : checks) {
                if (check.passes(caller, target)) {
                    return true;
                }
            }
            return false;
        };
    }
}
