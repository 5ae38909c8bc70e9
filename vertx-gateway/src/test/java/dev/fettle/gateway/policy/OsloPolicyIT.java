package dev.fettle.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.http.Identity;
import dev.fettle.http.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Expressions mean here what they mean to oslo.policy itself. */
class OsloPolicyIT {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path OSLO = Path.of("/usr/lib/python3/dist-packages/oslo_policy");
    private static final List<String> CHECKS = List.of(
            "role:admin",
            "role:Member",
            "role:reader",
            "system_scope:all",
            "project_id:%(node.owner)s",
            "project_id:%(node.lessee)s",
            "project_name:service",
            "'alpha':%(node.owner)s",
            "rule:helper",
            "@",
            "!");

    private final Random random = new Random(20261121);

    /** One question: may this caller do that to this target? */
    private record Question(String expression, Map<String, Object> caller, Map<String, String> target) {}

    @Test
    void thousandExpressionsGiveTheSameAnswers() throws IOException, InterruptedException {
        if (!Files.isDirectory(OSLO) && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no oslo.policy: install python3-keystone");
        }
        assumeTrue(Files.isDirectory(OSLO), "no oslo.policy: install python3-keystone");
        var questions = new ArrayList<Question>();
        for (var i = 0; i < 1000; i++) {
            questions.add(new Question(expression(3), caller(), target()));
        }

        var theirs = oslo(questions);

        for (var i = 0; i < questions.size(); i++) {
            var question = questions.get(i);
            assertThat(ours(question)).as(question.toString()).isEqualTo(theirs.get(i));
        }
        assertThat(Set.copyOf(theirs)).as("both answers occur").hasSize(2);
    }

    private static boolean ours(Question question) {
        var caller = question.caller();
        var roles =
                ((List<?>) caller.get("roles")).stream().map(String::valueOf).collect(Collectors.toSet());
        var identity = new Identity(
                "u",
                "u",
                null,
                (String) caller.get("project_id"),
                (String) caller.get("project_name"),
                null,
                (String) caller.get("system_scope"),
                roles,
                true);
        var rules = Map.of("admin_api", question.expression(), "helper", "role:manager or project_name:service");
        var used = question.expression().contains("rule:helper") ? rules : Map.of("admin_api", question.expression());
        return RulePolicy.of(used, Optional.empty()).allows("admin_api", identity, new Target(question.target()));
    }

    private static List<Boolean> oslo(List<Question> questions) throws IOException, InterruptedException {
        var json = new ObjectMapper();
        var file = Files.createTempFile("fettle-policy", ".json");
        var answers = Files.createTempFile("fettle-policy", ".txt");
        try {
            json.writeValue(file.toFile(), questions);
            var builder = new ProcessBuilder(PYTHON.toString(), "src/test/resources/policy/answers.py", file.toString())
                    .redirectOutput(answers.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
            var process = builder.start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            return Files.readAllLines(answers).stream().map("True"::equals).toList();
        } finally {
            Files.delete(file);
            Files.delete(answers);
        }
    }

    private String expression(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(6)) {
            case 1 -> "not " + wrapped(depth - 1);
            case 2 -> "(" + expression(depth - 1) + ")";
            case 3 -> expression(depth - 1) + " and " + expression(depth - 1);
            case 4 -> expression(depth - 1) + " or " + expression(depth - 1);
            default -> CHECKS.get(random.nextInt(CHECKS.size()));
        };
    }

    private String wrapped(int depth) {
        return random.nextBoolean() ? "(" + expression(depth) + ")" : CHECKS.get(random.nextInt(CHECKS.size()));
    }

    private Map<String, Object> caller() {
        var caller = new HashMap<String, Object>();
        caller.put("roles", List.of("admin", "member", "reader", "manager").subList(random.nextInt(3), 3));
        var system = random.nextBoolean();
        caller.put("system_scope", system ? "all" : null);
        caller.put("project_id", system ? null : random.nextBoolean() ? "alpha" : "beta");
        caller.put("project_name", system ? null : random.nextBoolean() ? "service" : "other");
        return caller;
    }

    private Map<String, String> target() {
        return switch (random.nextInt(4)) {
            case 0 -> Map.of();
            case 1 -> Map.of("node.owner", "alpha");
            case 2 -> Map.of("node.lessee", "alpha");
            default -> Map.of("node.owner", "beta", "node.lessee", "alpha");
        };
    }
}
