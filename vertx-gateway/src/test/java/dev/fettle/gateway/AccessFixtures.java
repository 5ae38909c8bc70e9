package dev.fettle.gateway;

import dev.fettle.db.Database;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.NodeDocument;
import dev.fettle.model.patch.PortDocument;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.provision.ProvisionState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the placeholders of the access matrix stand for, made anew for every request. A resource that comes adds a line to
 * {@link #MAKERS}, and an own and a foreign item to the constructor.
 */
final class AccessFixtures {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Makes what a placeholder stands for, and says how paths call it. */
    private static final Map<String, Function<AccessFixtures, String>> MAKERS = Map.ofEntries(
            Map.entry("node", fixtures -> fixtures.node("alpha", "beta").toString()),
            Map.entry("active", fixtures -> fixtures.active().toString()),
            Map.entry("foreign", fixtures -> fixtures.node("gamma", null).toString()),
            Map.entry("sibling", fixtures -> fixtures.node("alpha", null).toString()),
            Map.entry("unknown", _ -> UUID.randomUUID().toString()),
            Map.entry(
                    "port",
                    fixtures -> fixtures.port(fixtures.node("alpha", "beta")).toString()),
            Map.entry("mac", _ -> mac()),
            Map.entry("field", _ -> "uuid"),
            Map.entry("trait", _ -> "CUSTOM_A"),
            Map.entry("event", _ -> "none"),
            Map.entry("vif", _ -> "vif-1"),
            Map.entry(
                    "portgroup",
                    fixtures -> fixtures.parts
                            .portgroup(fixtures.node("alpha", "beta"), mac())
                            .toString()),
            Map.entry(
                    "volume",
                    fixtures -> fixtures.parts
                            .volume(fixtures.node("alpha", "beta"))
                            .toString()),
            Map.entry("chassis_uuid", fixtures -> fixtures.parts.chassis().toString()),
            Map.entry("template_ident", fixtures -> fixtures.parts.template().toString()),
            Map.entry("runbook", fixtures -> fixtures.parts.runbook("alpha").toString()),
            Map.entry("inspection_rule_uuid", fixtures -> fixtures.parts.rule().toString()),
            Map.entry(
                    "allocation", fixtures -> fixtures.parts.allocation("alpha").toString()),
            Map.entry("number", _ -> Integer.toString(COUNT.incrementAndGet())),
            Map.entry("shard", _ -> "s1"),
            Map.entry("setting", _ -> "ProcTurbo"),
            Map.entry("indicator", _ -> "led-0@chassis"),
            Map.entry("method", _ -> "sync"),
            Map.entry("driver", _ -> "fake-hardware"),
            Map.entry("hostname", _ -> GatewayTesting.HOST));

    private final NodeStore nodes;
    private final PortStore ports;
    private final AccessParts parts;
    private final Map<String, String> own = new HashMap<>();
    private final Map<String, Set<String>> foreign = new HashMap<>();

    /** Values of the foreign items, for filters that would find them. */
    private final Map<String, String> facts = new HashMap<>();

    AccessFixtures(Database database) {
        nodes = new NodeStore(database);
        ports = new PortStore(database);
        parts = new AccessParts(database);
        facts.put("first_node", node("gamma", null).toString());
        var chassis = parts.chassis();
        facts.put("shared_chassis", chassis.toString());
        var mine = listed(node("alpha", "beta"), chassis);
        var other = listed(node("gamma", "epsilon"), chassis);
        var child = node("gamma", null);
        nodes.edit(child, node -> node.with(NodeFields.PARENT_NODE, other));
        own.put("nodes", mine.toString());
        foreign.put("nodes", Set.of(other.toString(), child.toString()));
        facts.put("foreign_node", other.toString());
        facts.put(
                "foreign_instance",
                String.valueOf(nodes.find(other).orElseThrow().get(NodeFields.INSTANCE_UUID)));
        facts.put("first_port", port(other).toString());
        var port = port(other);
        own.put("ports", port(mine).toString());
        var mac = mac();
        facts.put("foreign_portgroup_mac", mac);
        facts.put("first_portgroup", parts.portgroup(other, mac()).toString());
        own.put("portgroups", parts.portgroup(mine, mac()).toString());
        var group = parts.portgroup(other, mac);
        var grouped = node("gamma", null);
        nodes.edit(grouped, node -> node.with(NodeFields.CONDUCTOR_GROUP, "x"));
        foreign.put(
                "portgroups",
                Set.of(group.toString(), parts.portgroup(grouped, mac()).toString()));
        foreign.put("ports", Set.of(port.toString(), port(grouped).toString()));
        facts.put("foreign_portgroup", group.toString());
        ports.edit(port, it -> it.with(PortFields.PORTGROUP_UUID, group));
        facts.put("first_volume", parts.volume(other).toString());
        var volume = parts.volume(mine).toString();
        var otherVolume = parts.volume(other).toString();
        for (var name : List.of("connectors", "targets")) {
            own.put(name, volume);
            foreign.put(name, Set.of(otherVolume));
        }
        facts.put("first_allocation", parts.allocation("gamma").toString());
        own.put("allocations", parts.allocation("alpha").toString());
        foreign.put("allocations", Set.of(parts.allocation("gamma", other).toString()));
        facts.put("first_runbook", parts.runbook("gamma").toString());
        own.put("runbooks", parts.runbook("alpha").toString());
        foreign.put("runbooks", Set.of(parts.runbook("gamma").toString()));
        facts.put("foreign_mac", ports.find(port).orElseThrow().require(PortFields.ADDRESS));
    }

    /** Whether a list of that name shows what owner and lessee may see. */
    boolean showsOwn(String collection, String text) {
        return text.contains(own.getOrDefault(collection, "?"));
    }

    /** Whether a list of that name shows what nobody but the system may see. */
    boolean showsForeign(String collection, String text) {
        return foreign.getOrDefault(collection, Set.of()).stream().anyMatch(text::contains);
    }

    /** The texts with everything made that they name; a placeholder of one request stands for one thing. */
    Filled fill(String path, String body) {
        var values = new LinkedHashMap<String, String>();
        return new Filled(replace(path, values), replace(body, values), values);
    }

    /** @param values by placeholder */
    record Filled(String path, String body, Map<String, String> values) {}

    private String replace(String text, Map<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> values.computeIfAbsent(match.group(1), this::make));
    }

    private String make(String name) {
        var fact = facts.get(name);
        if (fact != null) {
            return fact;
        }
        var maker = MAKERS.get(name);
        if (maker == null) {
            throw new AssertionError("nothing makes {" + name + "}: add it to AccessFixtures.MAKERS");
        }
        return maker.apply(this);
    }

    UUID node(String owner, @Nullable String lessee) {
        var document = new LinkedHashMap<String, Object>();
        document.put("uuid", UUID.randomUUID().toString());
        document.put("driver", "fake-hardware");
        document.put("name", "access-" + COUNT.incrementAndGet());
        document.put("conductor_group", "");
        document.put("owner", owner);
        if (lessee != null) {
            document.put("lessee", lessee);
        }
        var node = Node.of(NodeDocument.read(document)
                .with(NodeFields.PROVISION_STATE, ProvisionState.MANAGEABLE.word())
                .with(NodeFields.LAST_ERROR, "secret-error")
                .with(NodeFields.DRIVER_INFO, Map.of("address", "10.9.8.7", "password", "secret-password")));
        return nodes.insert(node).uuid();
    }

    /** The same in all that filters look at, so that each filter would find it. */
    private UUID listed(UUID uuid, UUID chassis) {
        nodes.edit(
                uuid,
                node -> node.with(NodeFields.INSTANCE_UUID, UUID.randomUUID())
                        .with(NodeFields.MAINTENANCE, true)
                        .with(NodeFields.RETIRED, true)
                        .with(NodeFields.FAULT, "power failure")
                        .with(NodeFields.RESOURCE_CLASS, "access")
                        .with(NodeFields.DESCRIPTION, "a needle")
                        .with(NodeFields.SHARD, "s1")
                        .with(NodeFields.CHASSIS_UUID, chassis)
                        .with(NodeFields.INSTANCE_NAME, "guest"));
        return uuid;
    }

    private UUID active() {
        var uuid = node("alpha", "beta");
        nodes.edit(uuid, node -> node.with(NodeFields.PROVISION_STATE, ProvisionState.ACTIVE.word()));
        return uuid;
    }

    private UUID port(UUID node) {
        var document = new LinkedHashMap<String, Object>();
        document.put("uuid", UUID.randomUUID().toString());
        document.put("node_uuid", node.toString());
        document.put("address", mac());
        document.put("description", "a needle");
        return ports.insert(new Port(PortDocument.read(document))).uuid();
    }

    private static String mac() {
        var number = COUNT.incrementAndGet();
        return "52:54:00:%02x:%02x:%02x".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
    }
}
