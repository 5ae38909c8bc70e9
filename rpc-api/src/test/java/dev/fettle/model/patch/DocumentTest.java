package dev.fettle.model.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.port.PortFields;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private static final UUID ID = UUID.fromString("1be26c0b-03f2-4d2e-ae87-c02d7f33c123");

    @Test
    void document_roundTrips() {
        var node = Node.of(Values.none(NodeFields.TABLE)
                .with(NodeFields.UUID, ID)
                .with(NodeFields.DRIVER, "ipmi")
                .with(NodeFields.INSTANCE_UUID, ID)
                .with(NodeFields.MAINTENANCE, true)
                .with(NodeFields.CONDUCTOR_GROUP, "")
                .with(NodeFields.EXTRA, Map.of("a", 1)));

        var patched = JsonPatch.of(List.of(Map.of("op", "add", "path", "/extra/b", "value", 2)))
                .applyTo(NodeDocument.of(node));
        var read = NodeDocument.read(withoutNull(patched));

        assertThat(read.changesFrom(node.values()).setFields())
                .as("what the document names and the node does not, only")
                .contains(NodeFields.EXTRA)
                .doesNotContain(NodeFields.UUID, NodeFields.DRIVER, NodeFields.INSTANCE_UUID, NodeFields.MAINTENANCE);
        assertThat(read.get(NodeFields.EXTRA)).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @ParameterizedTest
    @CsvSource({"CUSTOM_A,true", "HW_CPU_X86_VMX,true", "CUSTOM_a,false", "CUSTOM_,false", "MINE_A,false"})
    void traits(String name, boolean valid) {
        assertThat(Idents.validTrait(name)).isEqualTo(valid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUSTOM_", "COMPUTE_", "HW_"})
    void trait_hasAtMost255Characters(String start) {
        var longest = start + "A".repeat(255 - start.length());
        assertThat(Idents.validTrait(longest)).isTrue();
        assertThat(Idents.validTrait(longest + "A")).isFalse();
    }

    @Test
    void values_areNormalised() {
        var read = NodeDocument.read(Map.of(
                "uuid", "{1BE26C0B03F24D2EAE87C02D7F33C123}", "conductor_group", "RACK-1", "maintenance", "Yes"));

        assertThat(read.get(NodeFields.UUID)).isEqualTo(ID);
        assertThat(read.get(NodeFields.CONDUCTOR_GROUP)).isEqualTo("rack-1");
        assertThat(read.get(NodeFields.MAINTENANCE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "name,detail",
        "name,1be26c0b-03f2-4d2e-ae87-c02d7f33c123",
        "name,'a b'",
        "name,''",
        "driver,''",
        "instance_uuid,x",
        "extra,text",
        "maintenance,perhaps",
        "conductor_group,a/b",
        "instance_name,''"
    })
    void badValue_isRefusedWithItsFieldButWithoutItsValue(String field, String value) {
        assertThatThrownBy(() -> NodeDocument.read(Map.of(field, value)))
                .isInstanceOfSatisfying(
                        FaultException.class, e -> assertThat(e.status()).isEqualTo(400))
                .hasMessageStartingWith("Schema error for node: '" + field + "'");
    }

    @Test
    void numbersAreNoFlagsAndTextIsLimited() {
        assertThatThrownBy(() -> NodeDocument.read(Map.of("maintenance", 1))).isInstanceOf(FaultException.class);
        assertThatThrownBy(() -> NodeDocument.read(Map.of("description", "x".repeat(4097))))
                .hasMessageContaining("4096");
        assertThatThrownBy(() -> NodeDocument.read(Map.of("resource_class", "x".repeat(81))))
                .hasMessageContaining("80");
        assertThatThrownBy(() -> NodeDocument.read(Map.of("properties", Map.of("cpus", -1))))
                .hasMessageContaining("cpus");
    }

    @Test
    void nullMeansEmptyWhereThereIsAnEmptyValue() {
        var read = NodeDocument.read(Collections.singletonMap("extra", null));
        assertThat(read.get(NodeFields.EXTRA)).isEmpty();
        assertThatThrownBy(() -> NodeDocument.read(Collections.singletonMap("driver", null)))
                .isInstanceOf(FaultException.class);
    }

    @Test
    void port_addressAndSwitchIdAreLowerCased() {
        var read = PortDocument.read(Map.of(
                "address",
                "AA:BB:CC:00:11:22",
                "local_link_connection",
                Map.of("port_id", "Eth1", "switch_id", "AA:BB:CC:00:11:22")));

        assertThat(read.get(PortFields.ADDRESS)).isEqualTo("aa:bb:cc:00:11:22");
        assertThat(read.get(PortFields.LOCAL_LINK_CONNECTION))
                .isEqualTo(Map.of("port_id", "Eth1", "switch_id", "aa:bb:cc:00:11:22"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "aa:bb:cc:00:11", "aa-bb-cc-00-11-22", "aa:bb:cc:00:11:2g", "aa:bb:cc:00:11:22\n"})
    void port_badAddress_isRefused(String address) {
        assertThatThrownBy(() -> PortDocument.read(Map.of("address", address))).isInstanceOf(FaultException.class);
    }

    @Test
    void port_linkNeedsACompleteForm() {
        assertThat(link(Map.of())).isEmpty();
        assertThat(link(Map.of("network_type", "unmanaged"))).hasSize(1);
        assertThatThrownBy(() -> link(Map.of("port_id", "x"))).isInstanceOf(FaultException.class);
        assertThatThrownBy(() -> link(Map.of("port_id", "x", "switch_id", "y"))).isInstanceOf(FaultException.class);
        assertThatThrownBy(() -> link(Map.of("port_id", "x", "hostname", "y", "other", "z")))
                .isInstanceOf(FaultException.class);
    }

    private static Map<String, Object> link(Map<String, Object> link) {
        return PortDocument.read(Map.of("local_link_connection", link)).require(PortFields.LOCAL_LINK_CONNECTION);
    }

    private static Map<String, @Nullable Object> withoutNull(Map<String, @Nullable Object> document) {
        var copy = new java.util.LinkedHashMap<>(document);
        copy.values().removeIf(java.util.Objects::isNull);
        return copy;
    }
}
