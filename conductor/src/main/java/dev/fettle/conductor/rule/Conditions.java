package dev.fettle.conductor.rule;

import dev.fettle.driver.spi.net.Network;
import dev.fettle.model.inspection.RuleOp;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Whether the conditions of a rule hold: {@code contract/resources.md} section 10. */
final class Conditions {
    /** Looks at the arguments of a condition, with all fields in them replaced. */
    @FunctionalInterface
    private interface Check {
        boolean holds(Map<String, @Nullable Object> args);
    }

    private static final Set<String> EMPTY = Set.of("", "None", "[]", "{}");

    private static final Map<String, Check> CHECKS = Map.ofEntries(
            Map.entry("eq", args -> eachPair(args, Conditions::equal)),
            Map.entry("lt", args -> eachPair(args, (one, other) -> ordered(one, other, sign -> sign < 0))),
            Map.entry("gt", args -> eachPair(args, (one, other) -> ordered(one, other, sign -> sign > 0))),
            Map.entry("is-empty", args -> EMPTY.contains(RuleTexts.shown(args.get("value")))),
            Map.entry("in-net", Conditions::inNet),
            Map.entry("matches", args -> matches(args, text -> text.matches())),
            Map.entry("contains", args -> matches(args, text -> text.find())),
            Map.entry("one-of", Conditions::oneOf),
            Map.entry("is-none", args -> args.get("value") == null),
            Map.entry("is-true", args -> truth(args.get("value"), "yes", "true", false)),
            Map.entry("is-false", args -> args.get("value") == null || truth(args.get("value"), "no", "false", true)));

    private Conditions() {}

    /** @throws RuntimeException when it makes no sense for the values at hand */
    static boolean hold(List<Object> conditions, RuleScene scene) {
        return conditions.stream().allMatch(condition -> holds((Map<?, ?>) condition, scene));
    }

    private static boolean holds(Map<?, ?> condition, RuleScene scene) {
        var items = Loop.items(condition);
        if (items.isEmpty()) {
            return holds(condition, Loop.outside(scene));
        }
        Predicate<Object> each = item -> holds(condition, Loop.at(scene, item));
        return switch (String.valueOf(condition.get("multiple"))) {
            case "all" -> items.stream().allMatch(each);
            case "last" -> each.test(items.getLast());
            default -> items.stream().anyMatch(each); // the first that holds, or any: the same
        };
    }

    private static boolean holds(Map<?, ?> condition, RuleTexts texts) {
        var word = String.valueOf(condition.get("op"));
        var op = RuleOp.condition(word).orElseThrow(() -> RuleFailure.of("Unknown condition '" + word + "'."));
        var inverted = word.startsWith(RuleOp.NOT);
        var check = Objects.requireNonNull(CHECKS.get(inverted ? word.substring(1) : word));
        return check.holds(Arguments.of(op, condition.get("args"), texts)) != inverted;
    }

    /** Compares two neighbours. */
    @FunctionalInterface
    private interface Pair {
        boolean fits(@Nullable Object one, @Nullable Object other);
    }

    private static boolean eachPair(Map<String, @Nullable Object> args, Pair pair) {
        if (!(args.get("values") instanceof List<?> values)) {
            throw RuleFailure.of("A condition of an inspection rule needs a list of 'values' to compare.");
        }
        var asTexts = Boolean.TRUE.equals(args.get("force_strings"));
        for (var i = 0; i + 1 < values.size(); i++) {
            var one = values.get(i);
            var other = values.get(i + 1);
            if (!pair.fits(asTexts ? RuleTexts.shown(one) : one, asTexts ? RuleTexts.shown(other) : other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number || other instanceof Number) {
            var left = number(one);
            var right = number(other);
            return left != null && right != null && left.compareTo(right) == 0;
        }
        return Objects.equals(one, other);
    }

    private static boolean ordered(@Nullable Object one, @Nullable Object other, IntPredicate sign) {
        var left = number(one);
        var right = number(other);
        if (left != null && right != null) {
            return sign.test(left.compareTo(right));
        }
        if (one instanceof String text && other instanceof String text2) {
            return sign.test(text.compareTo(text2));
        }
        if (one == null || other == null) {
            return false;
        }
        throw RuleFailure.of("A condition of an inspection rule compares values that have no order.");
    }

    /** Numbers, and texts that are numbers; null for all else. */
    private static @Nullable BigDecimal number(@Nullable Object value) {
        return switch (value) {
            case Number number -> new BigDecimal(number.toString());
            case String text
            when text.strip().matches("[+-]?[0-9]{1,18}(\\.[0-9]{1,18})?") -> new BigDecimal(text.strip());
            case null, default -> null;
        };
    }

    private static boolean inNet(Map<String, @Nullable Object> args) {
        try {
            var network = Network.of(RuleTexts.shown(args.get("subnet")));
            return network.contains(
                    InetAddress.ofLiteral(RuleTexts.shown(args.get("address"))).getAddress());
        } catch (IllegalArgumentException _) {
            throw RuleFailure.of("A condition of an inspection rule names an address or a network that is none.");
        }
    }

    private static boolean oneOf(Map<String, @Nullable Object> args) {
        return args.get("values") instanceof List<?> values
                && values.stream().anyMatch(value -> equal(value, args.get("value")));
    }

    private static boolean matches(Map<String, @Nullable Object> args, Predicate<Matcher> how) {
        try {
            var pattern = Pattern.compile(RuleTexts.shown(args.get("regex")));
            return how.test(pattern.matcher(new BoundedText(RuleTexts.shown(args.get("value")))));
        } catch (PatternSyntaxException _) {
            throw RuleFailure.of("A condition of an inspection rule has an expression that is not regular.");
        }
    }

    private static boolean truth(@Nullable Object value, String yes, String alsoYes, boolean inverted) {
        return switch (value) {
            case Boolean flag -> flag != inverted;
            case Number number -> (number.doubleValue() != 0) != inverted;
            case String text -> text.equalsIgnoreCase(yes) || text.equalsIgnoreCase(alsoYes);
            case null, default -> false;
        };
    }
}
