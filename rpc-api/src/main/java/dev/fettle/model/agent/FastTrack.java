package dev.fettle.model.agent;

import dev.fettle.model.node.Node;
import dev.fettle.model.patch.Idents;

/** Whether an agent that runs already may be used instead of booting one. */
public final class FastTrack {
    private FastTrack() {}

    /** @param byDefault what holds where {@code driver_info/fast_track} says nothing */
    public static boolean on(Node node, boolean byDefault) {
        return switch (node.driverInfo().get("fast_track")) {
            case Boolean own -> own;
            case String word -> Idents.flag(word).orElse(byDefault);
            case null, default -> byDefault;
        };
    }
}
