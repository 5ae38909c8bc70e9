package dev.fettle.model.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FastTrackTest {
    @Test
    void nodeDecides_elseTheConfiguration() {
        assertThat(FastTrack.on(node(Map.of("fast_track", true)), false)).isTrue();
        assertThat(FastTrack.on(node(Map.of("fast_track", "no")), true)).isFalse();
        assertThat(FastTrack.on(node(Map.of()), true)).isTrue();
        assertThat(FastTrack.on(node(Map.of("fast_track", "perhaps")), false)).isFalse();
        assertThat(FastTrack.on(node(Map.of("fast_track", 1)), true)).isTrue();
    }

    private static Node node(Map<String, Object> driverInfo) {
        return Node.of(Values.none(NodeFields.TABLE).with(NodeFields.DRIVER_INFO, driverInfo));
    }
}
