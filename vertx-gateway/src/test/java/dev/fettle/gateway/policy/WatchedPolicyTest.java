package dev.fettle.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fettle.config.Configuration;
import dev.fettle.config.PolicyOptions;
import dev.fettle.gateway.TurnedClock;
import dev.fettle.http.Identity;
import dev.fettle.http.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Policy files that change while the service runs. */
class WatchedPolicyTest {
    private static final Identity AUDITOR =
            new Identity("u", "u", null, "p", "p", null, null, Set.of("auditor", "reader"), true);
    private static final String OPEN = "\"baremetal:node:list_all\": \"role:auditor\"\n";
    private static final String CLOSED = "\"baremetal:node:list_all\": \"!\"\n";

    @TempDir
    Path folder;

    private final TurnedClock clock = new TurnedClock();
    private Path file = Path.of("unset");

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("policy.d"));
        file = folder.resolve("policy.yaml");
    }

    @Test
    void aChangeCounts_afterTheNextLook() throws IOException {
        Files.writeString(file, CLOSED);
        var policy = policy();
        assertThat(allows(policy)).isFalse();

        Files.writeString(file, OPEN);
        assertThat(allows(policy)).as("not looked yet").isFalse();
        clock.turn(Duration.ofSeconds(3));
        assertThat(allows(policy)).isTrue();

        Files.writeString(file, CLOSED);
        clock.turn(Duration.ofSeconds(3));
        assertThat(allows(policy)).isFalse();
    }

    @Test
    void filesOfTheFolder_comeAndGo() throws IOException {
        Files.writeString(file, CLOSED);
        var policy = policy();
        var more = Files.writeString(folder.resolve("policy.d/10.yaml"), OPEN);
        clock.turn(Duration.ofSeconds(3));
        assertThat(allows(policy)).isTrue();

        Files.delete(more);
        clock.turn(Duration.ofSeconds(3));
        assertThat(allows(policy)).isFalse();
    }

    @Test
    void whatCannotBeUsed_leavesTheRulesAndIsSaidOnce() throws IOException {
        Files.writeString(file, OPEN);
        var policy = policy();
        for (var broken : new String[] {"\"baremetal:node:list_al\": \"!\"", "not: [valid", "a: \"role\""}) {
            Files.writeString(file, broken);
            clock.turn(Duration.ofSeconds(3));
            var said = new ListAppender<ILoggingEvent>();
            var log = (Logger) LoggerFactory.getLogger(WatchedPolicy.class);
            said.start();
            log.addAppender(said);
            try {
                assertThat(allows(policy)).as(broken).isTrue();
                clock.turn(Duration.ofSeconds(3));
                assertThat(allows(policy)).as(broken).isTrue();
            } finally {
                log.detachAppender(said);
            }
            assertThat(said.list).hasSize(1);
            assertThat(said.list.getFirst().getFormattedMessage())
                    .contains("the rules of before stay in force")
                    .contains(broken.startsWith("not") ? "neither YAML nor JSON" : "policy rule '");
        }
        Files.delete(file);
        clock.turn(Duration.ofSeconds(3));
        assertThat(allows(policy)).as("a file that was given is gone").isTrue();
        Files.writeString(file, CLOSED);
        clock.turn(Duration.ofSeconds(3));
        assertThat(allows(policy)).isFalse();
    }

    @Test
    void aWrongNameAtTheStart_stopsIt() throws IOException {
        Files.writeString(file, "\"baremetal:node:list_al\": \"!\"");
        assertThatThrownBy(this::policy).hasMessageContaining("did you mean 'baremetal:node:list_all'?");
    }

    private WatchedPolicy policy() {
        return new WatchedPolicy(
                Configuration.defaults()
                        .with(PolicyOptions.POLICY_FILE, file.toString())
                        .with(
                                PolicyOptions.POLICY_DIRS,
                                folder.resolve("policy.d").toString()),
                clock);
    }

    private static boolean allows(WatchedPolicy policy) {
        return policy.allows("baremetal:node:list_all", AUDITOR, Target.NONE);
    }
}
