package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.tools.launcher.start.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runbooks and deploy templates make of machines, from the request to the last step. */
class RunbookRunsIT {
    private static FullStack stack;
    private static int made;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        stack = FullStack.start(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void clean_byRunbook_runsItsStepsInItsOrder() {
        var trait = trait();
        var book = runbook(trait, false, """
            {"interface": "bios", "step": "factory_reset", "order": 3},
            {"interface": "power", "step": "power_off", "order": 1},
            {"interface": "bios", "step": "apply_configuration", "order": 2, "args": {"settings": [{"name": "a", "value": "b"}]}}\
            """);
        var node = manageable(trait);

        assertThat(provision(node, "clean", book).status()).isEqualTo(202);
        reaches(node, "manageable");

        assertThat(ran(node, "manual clean"))
                .containsExactly("power.power_off done", "bios.apply_configuration done", "bios.factory_reset done");
        assertThat(stack.send("GET", "/v1/nodes/" + node + "/bios/a", "")
                        .json()
                        .at("/a/value")
                        .asText())
                .as("the arguments arrived")
                .isEqualTo("b");
    }

    @Test
    void service_byRunbook_leavesTheMachineActive() {
        var trait = trait();
        var book = runbook(trait, true, """
            {"interface": "power", "step": "reboot", "order": 2},
            {"interface": "vendor", "step": "log_passthrough", "order": 1}\
            """);
        var node = active(trait);

        assertThat(provision(node, "service", book).status()).isEqualTo(202);
        reaches(node, "active");

        assertThat(ran(node, "service")).containsExactly("vendor.log_passthrough done", "power.reboot done");
        assertThat(stack.send("GET", "/v1/nodes/" + node, "")
                        .json()
                        .get("power_state")
                        .asText())
                .isEqualTo("power on");
    }

    @Test
    void runbookWithoutRamdisk_bootsNone_andIsRefusedForStepsThatNeedOne() {
        var trait = trait();
        var fits = runbook(trait, true, """
            {"interface": "power", "step": "power_on", "order": 1}\
            """);
        var needing = runbook(trait, true, """
            {"interface": "bios", "step": "factory_reset", "order": 1}\
            """);
        var node = manageable(trait);

        var refused = provision(node, "clean", needing);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("need a ramdisk, but disable_ramdisk is set: bios.factory_reset");

        assertThat(provision(node, "clean", fits).status()).isEqualTo(202);
        reaches(node, "manageable");
        assertThat(stack.query("select s.step from operation_steps s join operations o on o.id = s.operation_id"
                        + " join nodes n on n.id = o.node_id where n.uuid = '%s' and o.kind = 'manual clean'"
                                .formatted(node)))
                .contains("power_on")
                .doesNotContain("prepare_cleaning", "tear_down_cleaning");
    }

    @Test
    void runbookThatSharesNoTrait_isRefusedAndMovesNothing() {
        var book = runbook(trait(), true, """
            {"interface": "power", "step": "power_on", "order": 1}\
            """);
        var cleaned = manageable(trait());
        var serviced = active(trait());

        assertThat(provision(cleaned, "clean", book).status()).isEqualTo(400);
        assertThat(provision(serviced, "service", book).text()).contains("is not approved for node");

        assertThat(state(cleaned)).isEqualTo("manageable");
        assertThat(state(serviced)).isEqualTo("active");
        assertThat(ran(cleaned, "manual clean")).isEmpty();
    }

    @Test
    void deploy_takesTheStepsOfTemplatesByTrait_andSortsAllByPriority() {
        var before = trait();
        var after = trait();
        var other = trait();
        template(before, "power_off", 150);
        template(after, "power_on", 50);
        template(other, "reboot", 120);
        var node = available(before, after, other);
        patch(
                node,
                "{\"op\":\"add\",\"path\":\"/instance_info/traits\",\"value\":[\"%s\",\"%s\"]}"
                        .formatted(before, after));

        assertThat(stack.send("PUT", "/v1/nodes/" + node + "/states/provision", "{\"target\":\"active\"}")
                        .status())
                .isEqualTo(202);
        reaches(node, "active");

        assertThat(ran(node, "deploy"))
                .containsExactly("power.power_off done", "deploy.deploy done", "power.power_on done");
    }

    @Test
    void templateOfATraitThatTheNodeLacks_isRefused() {
        var trait = trait();
        template(trait, "power_off", 150);
        var node = available();
        patch(node, "{\"op\":\"add\",\"path\":\"/instance_info/traits\",\"value\":[\"%s\"]}".formatted(trait));

        var refused = stack.send("PUT", "/v1/nodes/" + node + "/states/provision", "{\"target\":\"active\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("instance_info.traits names traits that the node does not have");
        assertThat(state(node)).isEqualTo("available");
    }

    /** Steps that were carried out, the conductor's own left out. */
    private static List<String> ran(String node, String kind) {
        return stack.query(("select s.interface || '.' || s.step || ' ' || s.outcome from operation_steps s"
                        + " join operations o on o.id = s.operation_id join nodes n on n.id = o.node_id"
                        + " where n.uuid = '%s' and o.kind = '%s' and s.interface <> 'conductor'"
                        + " order by s.started_at, s.position")
                .formatted(node, kind));
    }

    private static String manageable(String... traits) {
        var node = created("/v1/nodes", "{\"driver\":\"fake-hardware\"}");
        for (var trait : traits) {
            assertThat(stack.send("PUT", "/v1/nodes/" + node + "/traits/" + trait, "")
                            .status())
                    .isEqualTo(204);
        }
        return moved(node, "manage", "manageable");
    }

    private static String available(String... traits) {
        return moved(manageable(traits), "provide", "available");
    }

    private static String active(String... traits) {
        return moved(available(traits), "active", "active");
    }

    private static String moved(String node, String verb, String state) {
        var reply = stack.send("PUT", "/v1/nodes/" + node + "/states/provision", "{\"target\":\"%s\"}".formatted(verb));
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        reaches(node, state);
        return node;
    }

    private static FullStack.Reply provision(String node, String verb, String runbook) {
        return stack.send(
                "PUT",
                "/v1/nodes/" + node + "/states/provision",
                "{\"target\":\"%s\",\"runbook\":\"%s\"}".formatted(verb, runbook));
    }

    private static void patch(String node, String operation) {
        var reply = stack.send("PATCH", "/v1/nodes/" + node, "[" + operation + "]");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private static String runbook(String trait, boolean withoutRamdisk, String steps) {
        var uuid = created(
                "/v1/runbooks",
                "{\"name\":\"%s\",\"disable_ramdisk\":%s,\"steps\":[%s]}".formatted(trait(), withoutRamdisk, steps));
        var reply = stack.send("PUT", "/v1/runbooks/" + uuid + "/traits/" + trait, "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(204);
        return uuid;
    }

    private static void template(String trait, String step, int priority) {
        created("/v1/deploy_templates", """
            {"name": "%s", "steps": [{"interface": "power", "step": "%s", "args": {}, "priority": %d}]}\
            """.formatted(trait, step, priority));
    }

    private static String created(String path, String body) {
        var reply = stack.send("POST", path, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("uuid").asText();
    }

    private static void reaches(String node, String state) {
        var reached = Await.until(Duration.ofSeconds(30), () -> {
            var now = stack.send("GET", "/v1/nodes/" + node, "").json();
            return now.get("provision_state").asText().equals(state)
                    && now.get("reservation").isNull();
        });
        assertThat(reached)
                .as(stack.send("GET", "/v1/nodes/" + node, "").text())
                .isTrue();
    }

    private static String state(String node) {
        return stack.send("GET", "/v1/nodes/" + node, "")
                .json()
                .get("provision_state")
                .asText();
    }

    private static String trait() {
        return "CUSTOM_RUN_" + ++made;
    }
}
