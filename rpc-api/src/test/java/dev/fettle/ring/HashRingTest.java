package dev.fettle.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashRingTest {
    private static final List<String> KEYS = List.of(
            "1be26c0b-03f2-4d2e-ae87-c02d7f33c123",
            "c4f1e2e0-0000-4000-8000-000000000001",
            "c4f1e2e0-0000-4000-8000-000000000002",
            "6d85703a-565d-469a-96ce-30b6de53079d",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff");

    /** The vectors of the reference ({@code contract/conductor.md} section 2). */
    @ParameterizedTest
    @CsvSource({
        "cond%d, '1,2', md5, 1 2 2 2 2 1",
        "cond%d, '1,2', sha256, 2 2 1 1 2 2",
        "cond%d, '1,2,3', md5, 1 2 2 3 2 1",
        "cond%d, '1,2,3', sha256, 2 2 1 1 3 3",
        "ironic-conductor-%d.example.com, '0,1,2', md5, 2 1 2 2 2 1",
        "ironic-conductor-%d.example.com, '0,1,2', sha256, 1 0 1 0 1 1",
    })
    void picksTheHostThatTheReferencePicks(String form, String numbers, String algorithm, String expected) {
        var hosts = Arrays.stream(numbers.split(","))
                .map(number -> form.formatted(Integer.valueOf(number)))
                .toList();
        var ring = HashRing.of(hosts, 5, algorithm);
        var wanted = Arrays.stream(expected.split(" "))
                .map(number -> form.formatted(Integer.valueOf(number)))
                .toList();

        assertThat(KEYS.stream().map(ring::hostOf)).containsExactlyElementsOf(wanted);
    }

    @Test
    void doesNotDependOnTheOrderOfHosts() {
        var forward = HashRing.of(List.of("cond1", "cond2", "cond3"), 5, "md5");
        var backward = HashRing.of(List.of("cond3", "cond2", "cond1"), 5, "md5");
        assertThat(keys(500)).allSatisfy(key -> assertThat(backward.hostOf(key)).isEqualTo(forward.hostOf(key)));
    }

    @Test
    void aNewHostTakesItsShareAndMovesNothingElse() {
        var hosts = IntStream.range(0, 10).mapToObj("conductor-%d"::formatted).toList();
        var before = HashRing.of(hosts.subList(0, 9), 8, "md5");
        var after = HashRing.of(hosts, 8, "md5");
        var keys = keys(20_000);

        var moved = keys.stream()
                .filter(key -> !before.hostOf(key).equals(after.hostOf(key)))
                .toList();

        assertThat(moved).allSatisfy(key -> assertThat(after.hostOf(key)).isEqualTo("conductor-9"));
        assertThat(moved.size() * 100.0 / keys.size()).isBetween(8.0, 12.0);
    }

    @Test
    void aHostThatLeavesGivesOnlyItsOwnKeysAway() {
        var three = HashRing.of(List.of("cond1", "cond2", "cond3"), 5, "sha256");
        var two = HashRing.of(List.of("cond1", "cond3"), 5, "sha256");
        assertThat(keys(2_000)).allSatisfy(key -> {
            if (!three.hostOf(key).equals("cond2")) {
                assertThat(two.hostOf(key)).isEqualTo(three.hostOf(key));
            }
        });
    }

    @Test
    void refusesWhatNoServiceCouldShare() {
        assertThatThrownBy(() -> HashRing.of(List.of(), 5, "md5")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HashRing.of(List.of("a"), 5, "crc32")).hasMessageContaining("crc32");
    }

    @Test
    void ringsAreFoundByGroupAndDriver() {
        var rings = HashRings.of(
                Map.of(
                        ":ipmi", Set.of("cond1", "cond2"),
                        "rack7:ipmi", Set.of("cond3"),
                        ":redfish", Set.of("cond1"),
                        ":none", Set.<String>of()),
                5,
                "md5");
        var node = UUID.fromString(KEYS.get(1));

        assertThat(rings.hostOf("", "ipmi", node)).contains("cond2");
        assertThat(rings.hostOf("rack7", "ipmi", node)).contains("cond3");
        assertThat(rings.hostOf("rack8", "ipmi", node)).isEmpty();
        assertThat(rings.hostOf("", "none", node)).isEmpty();
        assertThat(rings.hosts()).containsExactly("cond1", "cond2", "cond3");
        assertThat(rings.drivers()).containsExactlyInAnyOrder("ipmi", "redfish");
        assertThat(rings.anyHostOf("redfish")).contains("cond1");
        assertThat(rings.anyHostOf("none")).isEmpty();
        var seen = new HashSet<String>();
        for (var i = 0; i < 200; i++) {
            seen.add(rings.anyHostOf("ipmi").orElseThrow());
            seen.add(rings.anyHost().orElseThrow());
        }
        assertThat(seen).containsExactlyInAnyOrder("cond1", "cond2", "cond3");
        assertThat(HashRings.of(Map.of(), 5, "md5").anyHost()).isEmpty();
    }

    private static List<String> keys(int count) {
        var random = new Random(7);
        var keys = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            keys.add(new UUID(random.nextLong(), random.nextLong()).toString());
        }
        return keys;
    }
}
