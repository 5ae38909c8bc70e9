package dev.fettle.conductor.driver;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.HardwareType;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hardware types and interfaces in force, and how nodes are composed of them ({@code contract/drivers.md} section 1). Thread-safe; touches no
 * hardware.
 */
public final class DriverCatalog {
    private final Map<String, HardwareType> types;
    private final EnabledInterfaces enabled;
    private final Map<InterfaceKind, Optional<String>> configuredDefaults = new EnumMap<>(InterfaceKind.class);
    private final Map<String, Map<InterfaceKind, String>> defaults = new LinkedHashMap<>();
    private final Map<Composition, Driver> composed = new ConcurrentHashMap<>();

    /** Hardware type and the names of its interfaces in the order of {@link InterfaceKind}. */
    private record Composition(String hardwareType, List<String> names) {}

    private DriverCatalog(Configuration config, Map<String, HardwareType> types, EnabledInterfaces enabled) {
        this.types = types;
        this.enabled = enabled;
        for (var kind : InterfaceKind.values()) {
            configuredDefaults.put(kind, InterfaceOptions.of(kind).byDefault(config));
        }
        types.values().forEach(type -> defaults.put(type.name(), defaultsOf(type)));
    }

    /** What is listed in {@code META-INF/services}; see {@link #of}. */
    public static DriverCatalog load(Configuration config) {
        return of(config, ServiceLoader.load(HardwareType.class), ServiceLoader.load(DriverInterface.class));
    }

    /**
     * The part of what was found that the operator enabled.
     *
     * @throws IllegalArgumentException for an unknown name; says which option and what exists
     * @throws FaultException {@code NO_VALID_DEFAULT_FOR_INTERFACE} when a hardware type is left without an interface of some kind
     */
    public static DriverCatalog of(
            Configuration config, Iterable<HardwareType> foundTypes, Iterable<DriverInterface> foundInterfaces) {
        var types = enabledTypes(config, foundTypes);
        return new DriverCatalog(config, types, EnabledInterfaces.choose(config, types.values(), foundInterfaces));
    }

    /** Names of the enabled hardware types, in the order of the option. */
    public Set<String> hardwareTypes() {
        return Collections.unmodifiableSet(types.keySet());
    }

    /**
     * The interfaces of a node: those that its fields name, overridden by {@code instance_info}, and the defaults where it names none.
     *
     * @throws FaultException {@code DRIVER_NOT_FOUND}, {@code INTERFACE_NOT_FOUND} or {@code INCOMPATIBLE_INTERFACE}
     */
    public Driver compose(Node node) {
        var type = type(node.driver());
        var names = new ArrayList<String>(InterfaceKind.values().length);
        for (var kind : InterfaceKind.values()) {
            var name = chosenName(node, kind);
            names.add(name != null ? name : defaultOf(type, kind));
        }
        var composition = new Composition(type.name(), names);
        var known = composed.get(composition);
        if (known != null) {
            return known;
        }
        var driver = build(type, names);
        composed.put(composition, driver);
        return driver;
    }

    /**
     * The node with each missing {@code *_interface} filled.
     *
     * @throws FaultException {@code DRIVER_NOT_FOUND}
     */
    public Node fillDefaults(Node node) {
        var type = type(node.driver());
        var filled = node;
        for (var kind : InterfaceKind.values()) {
            var field = NodeFields.interfaceOf(kind);
            if (node.values().getOrNull(field) == null) {
                filled = filled.with(field, defaultOf(type, kind));
            }
        }
        return filled;
    }

    /** @throws FaultException {@code DRIVER_NOT_FOUND} */
    public String defaultInterface(String hardwareType, InterfaceKind kind) {
        return defaultOf(type(hardwareType), kind);
    }

    /**
     * Names of the enabled implementations that a hardware type supports, best first.
     *
     * @throws FaultException {@code DRIVER_NOT_FOUND}
     */
    public List<String> enabledFor(String hardwareType, InterfaceKind kind) {
        return enabledFor(type(hardwareType), kind).toList();
    }

    /**
     * Keys of driver_info with their explanations, of the default interfaces of a hardware type.
     *
     * @throws FaultException {@code DRIVER_NOT_FOUND}
     */
    public Map<String, String> properties(String hardwareType) {
        var type = type(hardwareType);
        var properties = new TreeMap<String, String>();
        for (var kind : InterfaceKind.values()) {
            enabled.find(kind, defaultOf(type, kind))
                    .ifPresent(implementation -> properties.putAll(implementation.properties()));
        }
        return properties;
    }

    /**
     * The interface that nodes of a hardware type get when they name none.
     *
     * @throws FaultException {@code DRIVER_NOT_FOUND}, or {@code UNSUPPORTED_DRIVER_EXTENSION} when it is of another class
     */
    public <T extends DriverInterface> T byDefault(String hardwareType, InterfaceKind kind, Class<T> type) {
        return enabled.find(kind, defaultInterface(hardwareType, kind))
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> Driver.unsupported(kind.word(), hardwareType));
    }

    private Driver build(HardwareType type, List<String> names) {
        var interfaces = new EnumMap<InterfaceKind, DriverInterface>(InterfaceKind.class);
        var next = names.iterator();
        for (var kind : InterfaceKind.values()) {
            var name = next.next();
            var implementation = enabled.find(kind, name).orElseThrow(() -> notFound(kind, name));
            if (!type.takesAnyInterface() && !type.supported(kind).contains(name)) {
                throw new FaultException(
                        FaultCode.INCOMPATIBLE_INTERFACE,
                        kind.word() + " interface implementation '" + name + "' is not supported by hardware type "
                                + type.name() + ".");
            }
            interfaces.put(kind, implementation);
        }
        return new Driver(type.name(), interfaces);
    }

    private static @Nullable String chosenName(Node node, InterfaceKind kind) {
        var instanceInfo = node.values().getOrNull(NodeFields.INSTANCE_INFO);
        if (instanceInfo != null && instanceInfo.get(kind.fieldName()) instanceof String name && !name.isEmpty()) {
            return name;
        }
        return node.values().getOrNull(NodeFields.interfaceOf(kind));
    }

    private HardwareType type(String name) {
        var type = types.get(name);
        if (type == null) {
            throw new FaultException(
                    FaultCode.DRIVER_NOT_FOUND,
                    "Could not find the following driver(s) or hardware type(s): " + name + ".");
        }
        return type;
    }

    private String defaultOf(HardwareType type, InterfaceKind kind) {
        var name = defaults.getOrDefault(type.name(), Map.of()).get(kind);
        if (name == null) {
            throw noDefault(type, kind);
        }
        return name;
    }

    private Map<InterfaceKind, String> defaultsOf(HardwareType type) {
        var names = new EnumMap<InterfaceKind, String>(InterfaceKind.class);
        for (var kind : InterfaceKind.values()) {
            var usable = enabledFor(type, kind).toList();
            var wanted = configuredDefaults.getOrDefault(kind, Optional.empty());
            var name = wanted.or(() -> usable.stream().findFirst());
            names.put(kind, name.filter(usable::contains).orElseThrow(() -> noDefault(type, kind)));
        }
        return names;
    }

    private Stream<String> enabledFor(HardwareType type, InterfaceKind kind) {
        var names = enabled.of(kind).keySet();
        var supported = type.supported(kind).stream().filter(names::contains);
        return type.takesAnyInterface()
                ? Stream.concat(supported, names.stream()).distinct()
                : supported;
    }

    private FaultException notFound(InterfaceKind kind, String name) {
        return new FaultException(
                FaultCode.INTERFACE_NOT_FOUND,
                "Could not find the following interface in the 'ironic.hardware.interfaces." + kind.word()
                        + "' entrypoint: " + name + ". Valid interfaces are "
                        + List.copyOf(enabled.of(kind).keySet()) + ".");
    }

    private FaultException noDefault(HardwareType type, InterfaceKind kind) {
        return new FaultException(
                FaultCode.NO_VALID_DEFAULT_FOR_INTERFACE,
                "For hardware type '" + type.name() + "', no default value found for " + kind.word()
                        + " interface could be determined. Please ensure the interfaces are enabled: "
                        + "supported are " + type.supported(kind) + ", [DEFAULT] "
                        + InterfaceOptions.of(kind).enabled().name() + " enables "
                        + List.copyOf(enabled.of(kind).keySet())
                        + configuredDefaults
                                .getOrDefault(kind, Optional.empty())
                                .map(name -> ", [DEFAULT] default_" + kind.fieldName() + " asks for " + name)
                                .orElse("")
                        + ".");
    }

    private static Map<String, HardwareType> enabledTypes(Configuration config, Iterable<HardwareType> found) {
        var existing = new TreeMap<String, HardwareType>();
        StreamSupport.stream(found.spliterator(), false).forEach(type -> existing.put(type.name(), type));
        var types = new LinkedHashMap<String, HardwareType>();
        for (var name : config.get(DefaultOptions.ENABLED_HARDWARE_TYPES)) {
            var type = existing.get(name);
            if (type == null) {
                throw new IllegalArgumentException("[DEFAULT] enabled_hardware_types names the unknown hardware type "
                        + name + ". Existing ones: " + String.join(", ", existing.keySet()) + ".");
            }
            types.put(name, type);
        }
        if (types.isEmpty()) {
            throw new IllegalArgumentException("[DEFAULT] enabled_hardware_types is empty: there would be nothing to"
                    + " manage. Existing ones: " + String.join(", ", existing.keySet()) + ".");
        }
        return types;
    }
}
