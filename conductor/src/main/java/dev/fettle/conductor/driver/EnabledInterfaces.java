package dev.fettle.conductor.driver;

import dev.fettle.config.Configuration;
import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.HardwareType;
import dev.fettle.model.InterfaceKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The implementations in force, by kind and name: found in this build and enabled by the operator. Immutable. */
final class EnabledInterfaces {
    private final Map<InterfaceKind, SequencedMap<String, DriverInterface>> enabled;

    private EnabledInterfaces(Map<InterfaceKind, SequencedMap<String, DriverInterface>> enabled) {
        this.enabled = enabled;
    }

    /** @throws IllegalArgumentException that names the option, the unknown name and what exists */
    static EnabledInterfaces choose(
            Configuration config, Collection<HardwareType> types, Iterable<DriverInterface> found) {
        var existing = index(found);
        var chosen = new EnumMap<InterfaceKind, SequencedMap<String, DriverInterface>>(InterfaceKind.class);
        for (var kind : InterfaceKind.values()) {
            chosen.put(kind, choose(kind, config, types, existing.getOrDefault(kind, Map.of())));
        }
        return new EnabledInterfaces(chosen);
    }

    Optional<DriverInterface> find(InterfaceKind kind, String name) {
        return Optional.ofNullable(of(kind).get(name));
    }

    SequencedMap<String, DriverInterface> of(InterfaceKind kind) {
        return enabled.getOrDefault(kind, new LinkedHashMap<>());
    }

    private static Map<InterfaceKind, Map<String, DriverInterface>> index(Iterable<DriverInterface> found) {
        var index = new EnumMap<InterfaceKind, Map<String, DriverInterface>>(InterfaceKind.class);
        for (var implementation : found) {
            var other = index.computeIfAbsent(implementation.kind(), _ -> new TreeMap<>())
                    .putIfAbsent(implementation.name(), implementation);
            if (other != null) {
                throw new IllegalArgumentException("Two "
                        + implementation.kind().word() + " interfaces have the name "
                        + implementation.name() + ": " + other.getClass().getName() + " and "
                        + implementation.getClass().getName() + ". Remove one from META-INF/services.");
            }
        }
        return index;
    }

    private static SequencedMap<String, DriverInterface> choose(
            InterfaceKind kind,
            Configuration config,
            Collection<HardwareType> types,
            Map<String, DriverInterface> existing) {
        var option = InterfaceOptions.of(kind);
        var chosen = new LinkedHashMap<String, DriverInterface>();
        for (var name : option.enabled(config)) {
            var implementation = existing.get(name);
            if (implementation == null) {
                throw new IllegalArgumentException(
                        "[DEFAULT] " + option.enabled().name() + " names the unknown "
                                + kind.word() + " interface " + name + ". Existing ones: "
                                + String.join(", ", existing.keySet())
                                + ".");
            }
            chosen.put(name, implementation);
        }
        if (chosen.isEmpty()) {
            types.forEach(type -> type.supported(kind).stream()
                    .filter(existing::containsKey)
                    .findFirst()
                    .ifPresent(name -> chosen.put(name, existing.get(name))));
        }
        return chosen;
    }
}
