package dev.fettle.gateway.policy;

import dev.fettle.http.Identity;
import dev.fettle.http.Policy;
import dev.fettle.http.Target;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The default rules with an operator's changes. Immutable; a check runs compiled code and asks nobody. */
public final class RulePolicy implements Policy {
    private final Map<String, Rule> rules;

    private record Rule(Set<Scope> scopes, Check check) {}

    /**
     * @param overrides text of rules that differ from the defaults, and further ones that those refer to
     * @param serviceProject project whose services have more rights; empty: none has
     * @throws IllegalStateException for a rule that cannot be used or that nothing refers to; the message names it
     */
    public static RulePolicy of(Map<String, String> overrides, Optional<String> serviceProject) {
        var texts = new LinkedHashMap<String, String>();
        DefaultRules.ALL.forEach(rule -> texts.put(rule.name(), rule.expression()));
        new OverrideNames(texts.keySet()).check(overrides);
        texts.putAll(overrides);
        var checks = new RuleCompiler(texts, new MatchCompiler(serviceProject)).compile();
        var scopes = new HashMap<String, Set<Scope>>();
        DefaultRules.ALL.forEach(rule -> scopes.put(rule.name(), rule.scopes()));
        var rules = new HashMap<String, Rule>();
        checks.forEach((name, check) -> rules.put(name, new Rule(scopes.getOrDefault(name, Set.of()), check)));
        return new RulePolicy(rules);
    }

    private RulePolicy(Map<String, Rule> rules) {
        this.rules = Map.copyOf(rules);
    }

    @Override
    public boolean allows(String rule, Identity caller, Target target) {
        var found = rules.get(rule);
        if (found == null) {
            throw new IllegalArgumentException("there is no policy rule " + rule);
        }
        if (!found.scopes().isEmpty()
                && Scope.of(caller).filter(found.scopes()::contains).isEmpty()) {
            return false;
        }
        return found.check().passes(caller, target);
    }

    @Override
    public boolean defines(String rule) {
        return rules.containsKey(rule);
    }
}
