package dev.fettle.model.node;

import static dev.fettle.model.node.NodeFields.TABLE;

import dev.fettle.model.InterfaceKind;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.provision.ProvisionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A bare metal machine as the service knows it. Immutable; may hold only some of its fields. */
public record Node(Values values) {

    public Node {
        if (values.table() != TABLE) {
            throw new IllegalArgumentException("not values of a node: " + values);
        }
    }

    public static Node of(Values values) {
        return new Node(values);
    }

    public <T> @Nullable T get(Field<T> field) {
        return values.get(field);
    }

    public <T> T require(Field<T> field) {
        return values.require(field);
    }

    public <T> Node with(Field<T> field, @Nullable T value) {
        return new Node(values.with(field, value));
    }

    public long id() {
        return require(NodeFields.ID);
    }

    public UUID uuid() {
        return require(NodeFields.UUID);
    }

    public String driver() {
        return require(NodeFields.DRIVER);
    }

    public ProvisionState provisionState() {
        return ProvisionState.of(require(NodeFields.PROVISION_STATE));
    }

    public Optional<ProvisionState> targetProvisionState() {
        return Optional.ofNullable(get(NodeFields.TARGET_PROVISION_STATE)).map(ProvisionState::of);
    }

    /** Empty while nobody has read the power state yet. */
    public Optional<PowerState> powerState() {
        return Optional.ofNullable(get(NodeFields.POWER_STATE)).map(PowerState::of);
    }

    public boolean maintenance() {
        return require(NodeFields.MAINTENANCE);
    }

    public boolean isProtected() {
        return require(NodeFields.PROTECTED);
    }

    public boolean retired() {
        return Boolean.TRUE.equals(get(NodeFields.RETIRED));
    }

    public boolean powerOffDisabled() {
        return Boolean.TRUE.equals(get(NodeFields.DISABLE_POWER_OFF));
    }

    public Map<String, Object> driverInfo() {
        return require(NodeFields.DRIVER_INFO);
    }

    public Map<String, Object> instanceInfo() {
        return require(NodeFields.INSTANCE_INFO);
    }

    public Map<String, Object> internalInfo() {
        return require(NodeFields.DRIVER_INTERNAL_INFO);
    }

    public Map<String, Object> properties() {
        return require(NodeFields.PROPERTIES);
    }

    public List<String> traits() {
        return require(NodeFields.TRAITS);
    }

    public @Nullable String interfaceName(InterfaceKind kind) {
        return get(NodeFields.interfaceOf(kind));
    }

    /** This node with one key of {@code driver_internal_info} put, or dropped when the value is null. */
    public Node withInternal(String key, @Nullable Object value) {
        var info = new LinkedHashMap<>(internalInfo());
        if (value == null) {
            info.remove(key);
        } else {
            info.put(key, value);
        }
        return with(NodeFields.DRIVER_INTERNAL_INFO, info);
    }

    /** Text of a key of {@code driver_internal_info}; null when absent. */
    public @Nullable String internalText(String key) {
        var value = internalInfo().get(key);
        return value == null ? null : Objects.toString(value);
    }

    /** Only identity: other fields may hold secrets and this text may reach a log. */
    @Override
    public String toString() {
        return "node " + values.getOrNull(NodeFields.UUID);
    }
}
