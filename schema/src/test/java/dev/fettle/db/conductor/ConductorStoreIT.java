package dev.fettle.db.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.db.Samples;
import dev.fettle.model.conductor.Conductor;
import dev.fettle.model.conductor.ServedInterface;
import dev.fettle.testing.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConductorStoreIT {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LAPSED = Duration.ofSeconds(-1);

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private final ConductorStore conductors = new ConductorStore(POSTGRES.database());

    @Test
    void aMemberIsSeenWithWhatItServes() {
        conductors.register("one", UUID.randomUUID(), "rack", Samples.INTERFACES, LEASE);

        var member = member("one");
        assertThat(member.group()).isEqualTo("rack");
        assertThat(member.drivers()).containsExactly("fake-hardware", "ipmi");
        assertThat(member.online()).isTrue();
        assertThat(member.alive()).isTrue();
        assertThat(served("one")).containsExactlyInAnyOrderElementsOf(Samples.INTERFACES);
    }

    @Test
    void aLeaseRunsOutByTheClockOfTheDatabase() {
        var life = UUID.randomUUID();
        conductors.register("two", life, "", Samples.INTERFACES, LAPSED);

        assertThat(member("two").alive()).isFalse();
        assertThat(member("two").online()).isTrue();
        assertThat(served("two")).isEmpty();
        assertThat(conductors.renew("two", life, LEASE)).isTrue();
        assertThat(member("two").alive()).isTrue();
        assertThat(member("two").updatedAt()).isNotNull();
    }

    @Test
    void aNewLifeEndsTheOneBefore() {
        var before = UUID.randomUUID();
        var now = UUID.randomUUID();
        var id = conductors.register("three", before, "", Samples.INTERFACES, LEASE);

        assertThat(conductors.register("three", now, "", Samples.INTERFACES.subList(0, 1), LEASE))
                .isEqualTo(id);
        assertThat(conductors.renew("three", before, LEASE)).isFalse();
        conductors.deregister("three", before);
        assertThat(member("three").alive()).isTrue();
        assertThat(served("three")).hasSize(1);
    }

    @Test
    void whoLeavesServesNothing() {
        var life = UUID.randomUUID();
        conductors.register("four", life, "", Samples.INTERFACES, LEASE);
        conductors.deregister("four", life);

        assertThat(member("four").online()).isFalse();
        assertThat(member("four").drivers()).isEmpty();
        assertThat(served("four")).isEmpty();
        assertThat(conductors.renew("four", life, LEASE)).isFalse();
        assertThat(conductors.renew("nobody", life, LEASE)).isFalse();
    }

    private Conductor member(String host) {
        return conductors.members().stream()
                .filter(member -> member.hostname().equals(host))
                .findFirst()
                .orElseThrow();
    }

    private List<dev.fettle.model.conductor.HardwareInterface> served(String host) {
        return conductors.interfaces().stream()
                .filter(each -> each.hostname().equals(host))
                .map(ServedInterface::served)
                .toList();
    }
}
