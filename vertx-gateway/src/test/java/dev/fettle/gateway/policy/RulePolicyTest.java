package dev.fettle.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.http.Identity;
import dev.fettle.http.Target;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulePolicyTest {
    private static final String RULE = "baremetal:node:get";
    private static final Target NODE = Target.ofNode("alpha", "beta");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "@ | true",
                "! | false",
                "\"\" | true",
                "role:reader | true",
                "role:READER | true",
                "role:admin | false",
                "not role:admin | true",
                "not not role:reader | true",
                "role:admin or role:reader | true",
                "role:admin and role:reader | false",
                "role:reader or role:admin and ! | true",
                "(role:reader or role:admin) and ! | false",
                "not (role:admin or role:other) and role:reader | true",
                "ROLE:reader | error",
                "rule:own | true",
                "project_id:%(node.owner)s | true",
                "project_id:%(node.lessee)s | false",
                "project_id:alpha | true",
                "project_id:%(project_id)s | true",
                "project_name:a%(node.owner)sb | false",
                "system_scope:None | true",
                "system_scope:all | false",
                "system_scope:%(system_scope)s | false",
                "project_id:%(allocation.owner)s | false",
                "'alpha':%(node.owner)s | true",
                "True:%(is_admin_project)s | true",
                "is_admin_project:True | true",
                "is_public_api:True | false",
                "role:%(node.owner)s | false",
                "role:admin AND role:reader Or @ | true",
            })
    void expressions(String expression, String expected) {
        if (expected.equals("error")) {
            assertThatThrownBy(() -> policy(Map.of(RULE, expression))).isInstanceOf(IllegalStateException.class);
            return;
        }
        var policy = policy(Map.of(RULE, expression, "own", "project_id:%(node.owner)s", "admin_api", "rule:own"));
        assertThat(policy.allows(RULE, project("alpha", "reader"), NODE)).isEqualTo(Boolean.valueOf(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role:a or",
                "and role:a",
                "(role:a",
                "role:a)",
                "role:a role:b",
                "role",
                ":x",
                "not",
                "()",
                "'quoted'",
                "rule:baremetal:node:gett",
                "http://example.org/check",
                "colour:blue",
                "project_id:%(node.ownr)s",
                "project_id:50%",
            })
    void whatCannotBeUsed_stopsTheStartAndNamesTheRule(String expression) {
        assertThatThrownBy(() -> policy(Map.of(RULE, expression)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'" + RULE + "'")
                .hasMessageContaining(expression);
    }

    @Test
    void messagesProposeWhatWasMeant() {
        assertThatThrownBy(() -> policy(Map.of("baremetal:node:gett", "@")))
                .hasMessageContaining("'baremetal:node:gett' does not exist")
                .hasMessageContaining("did you mean 'baremetal:node:get'?");
        assertThatThrownBy(() -> policy(Map.of(RULE, "rule:is_amdin")))
                .hasMessageContaining("did you mean 'is_admin'?");
        assertThatThrownBy(() -> policy(Map.of(RULE, "project:alpha"))).hasMessageContaining("no value 'project'");
        assertThatThrownBy(() -> policy(Map.of(RULE, "project_id:%(node.ownr)s")))
                .hasMessageContaining("did you mean 'node.owner'?");
        assertThatThrownBy(() -> policy(Map.of("baremetal:step:execute:bios", "@")))
                .hasMessageContaining("<interface>.<step>");
    }

    @Test
    void rulesThatReferToThemselves_stopTheStart() {
        assertThatThrownBy(() -> policy(Map.of("admin_api", "rule:is_admin")))
                .hasMessageContaining("refers to itself")
                .hasMessageContaining("admin_api")
                .hasMessageContaining("is_admin");
    }

    @Test
    void deepAndLongExpressions_areRefused() {
        assertThatThrownBy(() -> policy(Map.of(RULE, "(".repeat(60) + "@" + ")".repeat(60))))
                .hasMessageContaining("nests deeper");
        assertThatThrownBy(() -> policy(Map.of(RULE, "not ".repeat(60) + "@"))).hasMessageContaining("nests deeper");
        assertThatThrownBy(() -> policy(Map.of(RULE, "role:a or ".repeat(3000) + "@")))
                .hasMessageContaining("longer than");
    }

    @Test
    void scopesHoldWhateverAnOperatorWrites() {
        var policy = policy(Map.of("baremetal:driver:get", "@", RULE, "@"));
        assertThat(policy.allows("baremetal:driver:get", system("reader"), Target.NONE))
                .isTrue();
        assertThat(policy.allows("baremetal:driver:get", project("alpha", "admin"), Target.NONE))
                .isFalse();
        assertThat(policy.allows(RULE, unscoped("admin"), NODE))
                .as("a token for a domain")
                .isFalse();
        assertThat(policy.allows("baremetal:node:ipa_heartbeat", Identity.ANONYMOUS, Target.NONE))
                .isTrue();
    }

    @Test
    void whoComesByAPublicRoute_isKnownToRules() {
        var policy = policy(Map.of("baremetal:driver:ipa_lookup", "rule:public_api"));
        assertThat(policy.allows("baremetal:driver:ipa_lookup", Identity.ANONYMOUS, Target.NONE))
                .isTrue();
        assertThat(policy.allows("baremetal:driver:ipa_lookup", system("admin"), Target.NONE))
                .isFalse();
    }

    @Test
    void nobodyOwnsWhatHasNoOwner() {
        var policy = policy(Map.of());
        assertThat(policy.allows(RULE, project("alpha", "admin"), Target.NONE)).isFalse();
        assertThat(policy.allows(RULE, unscoped("admin"), Target.NONE)).isFalse();
        assertThat(policy.allows(RULE, project("None", "admin"), Target.NONE)).isFalse();
        assertThat(policy.allows(RULE, project("alpha", "reader"), Target.ofNode(null, "alpha")))
                .isTrue();
    }

    @Test
    void servicesHaveMoreRightsOnlyWhereConfigured() {
        var service = new Identity("nova", "n", null, "p1", "service", null, null, Set.of("service"), true);
        assertThat(RulePolicy.of(Map.of(), Optional.empty()).allows("baremetal:node:list_all", service, Target.NONE))
                .isFalse();
        var elevated = RulePolicy.of(Map.of(), Optional.of("service"));
        assertThat(elevated.allows("baremetal:node:list_all", service, Target.NONE))
                .isTrue();
        assertThat(elevated.allows("baremetal:node:update", service, NODE)).isTrue();
        assertThat(elevated.allows("baremetal:node:delete", service, NODE)).isFalse();
        var other = new Identity("nova", "n", null, "p2", "services", null, null, Set.of("service"), true);
        assertThat(elevated.allows("baremetal:node:list_all", other, Target.NONE))
                .isFalse();
    }

    @Test
    void stepsHaveRulesOnlyWhereDefined() {
        var rule = "baremetal:step:execute:bios.apply_configuration";
        assertThat(policy(Map.of()).defines(rule)).isFalse();
        assertThat(policy(Map.of(rule, "role:admin")).defines(rule)).isTrue();
        assertThat(policy(Map.of(rule, "role:admin")).allows(rule, project("alpha", "member"), NODE))
                .isFalse();
    }

    @Test
    void aRuleThatNobodyDefined_isADefect() {
        assertThatThrownBy(() -> policy(Map.of()).allows("baremetal:node:dance", system("admin"), NODE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RulePolicy policy(Map<String, String> overrides) {
        return RulePolicy.of(overrides, Optional.empty());
    }

    private static Identity project(String project, String role) {
        return new Identity("u", "u", "d", project, project, "d", null, Set.of(role), true);
    }

    private static Identity system(String role) {
        return new Identity("u", "u", "d", null, null, null, "all", Set.of(role), true);
    }

    private static Identity unscoped(String role) {
        return new Identity("u", "u", "d", null, null, null, null, Set.of(role), true);
    }
}
