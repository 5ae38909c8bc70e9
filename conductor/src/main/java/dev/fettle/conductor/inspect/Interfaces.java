package dev.fettle.conductor.inspect;

import dev.fettle.model.patch.Idents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The network interfaces in an agent's report: hook {@code validate-interfaces} ({@code contract/drivers.md} section 14). */
final class Interfaces {
    private static final String LOOPBACK = "lo";

    private Interfaces() {}

    /** @param active whether it had an address */
    record Nic(String address, boolean active, boolean pxe) {}

    /** Those that can be ports: with a MAC address, each once, not the loopback. */
    static List<Nic> valid(Map<String, Object> inventory, Map<String, Object> pluginData) {
        var pxe = pxeAddress(inventory, pluginData);
        var nics = new ArrayList<Nic>();
        for (var item : inventory.get("interfaces") instanceof List<?> items ? items : List.of()) {
            if (item instanceof Map<?, ?> nic
                    && nic.get("mac_address") instanceof String text
                    && Idents.validMac(text)
                    && !LOOPBACK.equals(nic.get("name"))) {
                var address = text.toLowerCase(Locale.ROOT);
                var active = isText(nic.get("ipv4_address")) || isText(nic.get("ipv6_address"));
                if (nics.stream().noneMatch(known -> known.address().equals(address))) {
                    nics.add(
                            new Nic(address, active, pxe.filter(address::equals).isPresent()));
                }
            }
        }
        return List.copyOf(nics);
    }

    /** Which of them become ports. Where nobody says from which one the agent booted, those with an address count. */
    static List<String> wanted(List<Nic> valid, String policy) {
        var known = valid.stream().anyMatch(Nic::pxe);
        return valid.stream()
                .filter(nic -> switch (policy) {
                    case "all" -> true;
                    case "active" -> nic.active();
                    case "pxe" -> known ? nic.pxe() : nic.active();
                    default -> false;
                })
                .map(Nic::address)
                .toList();
    }

    private static Optional<String> pxeAddress(Map<String, Object> inventory, Map<String, Object> pluginData) {
        var boot = inventory.get("boot") instanceof Map<?, ?> map ? map.get("pxe_interface") : null;
        return mac(boot).or(() -> mac(pluginData.get("boot_interface")));
    }

    /** As it is, or in the form of PXE loaders: {@code 01-aa-bb-cc-dd-ee-ff}. */
    private static Optional<String> mac(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        var colons = text.toLowerCase(Locale.ROOT).replace('-', ':');
        var bare = colons.length() == "01:aa:bb:cc:dd:ee:ff".length() ? colons.substring(3) : colons;
        return Optional.of(bare).filter(Idents::validMac);
    }

    private static boolean isText(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty();
    }
}
