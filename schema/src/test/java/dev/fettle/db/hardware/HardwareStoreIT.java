package dev.fettle.db.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.db.Samples;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.db.operation.Acceptance;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.hardware.BiosSettingFields;
import dev.fettle.model.hardware.FirmwareFields;
import dev.fettle.model.hardware.Inventory;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.testing.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HardwareStoreIT {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private final HardwareStore hardware = HardwareStore.of(POSTGRES.database());
    private Node node = Samples.node();
    private NodeLock lock = new NodeLock(0, UUID.randomUUID(), "", 0, Instant.EPOCH);

    @BeforeEach
    void holdANode() {
        new ConductorStore(POSTGRES.database())
                .register("host-a", UUID.randomUUID(), "", Samples.INTERFACES, Duration.ofHours(1));
        node = Samples.stored(POSTGRES.database());
        var work = Samples.work(node, OperationKind.CLEAN, "host-a");
        lock = ((Acceptance.Accepted) new OperationStore(POSTGRES.database())
                        .accept(work, node, Samples.nothing(), Optional.empty(), false))
                .lock();
    }

    @Test
    void biosSettings_areReplacedAndKeepTheirTimesWhenTheyDoNotChange() {
        var whole = BiosSettingFields.setting("whole", "1")
                .with(BiosSettingFields.ATTRIBUTE_TYPE, "Integer")
                .with(BiosSettingFields.ALLOWABLE_VALUES, List.of("1", "2, 3"))
                .with(BiosSettingFields.LOWER_BOUND, 0L)
                .with(BiosSettingFields.UPPER_BOUND, 5_000_000_000L)
                .with(BiosSettingFields.MIN_LENGTH, 1L)
                .with(BiosSettingFields.MAX_LENGTH, 2L)
                .with(BiosSettingFields.READ_ONLY, true)
                .with(BiosSettingFields.RESET_REQUIRED, false)
                .with(BiosSettingFields.UNIQUE, true);
        hardware.bios().replace(lock, List.of(whole, BiosSettingFields.setting("gone", null), setting("other", "a")));

        hardware.bios().replace(lock, List.of(whole, setting("other", "b"), setting("other", "c")));

        var stored = hardware.bios().list(node.id());
        assertThat(stored).extracting(it -> it.get(BiosSettingFields.NAME)).containsExactly("other", "whole");
        assertThat(stored.getFirst().get(BiosSettingFields.VALUE)).isEqualTo("c");
        assertThat(stored.getFirst().get(BiosSettingFields.UPDATED_AT)).isNotNull();
        assertThat(stored.getLast().get(BiosSettingFields.UPDATED_AT)).isNull();
        for (var field : whole.setFields()) {
            assertThat(stored.getLast().get(field)).as(field.name()).isEqualTo(whole.get(field));
        }
        assertThat(hardware.bios().find(node.id(), "whole").orElseThrow().get(BiosSettingFields.NODE_UUID))
                .isEqualTo(node.uuid());
        assertThat(hardware.bios().find(node.id(), "gone")).isEmpty();
        assertThat(hardware.bios().find(node.id(), "who\0le")).isEmpty();
        assertThatThrownBy(() -> hardware.bios().replace(lock, List.of(setting("a", "b\0"))))
                .isInstanceOf(FaultException.class);
        hardware.bios().replace(lock, List.of());
        assertThat(hardware.bios().list(node.id())).isEmpty();
    }

    @Test
    void firmware_remembersTheFirstVersion() {
        hardware.firmware()
                .replace(
                        lock,
                        List.of(
                                FirmwareFields.component("bios", "1").with(FirmwareFields.LAST_VERSION_FLASHED, "1"),
                                FirmwareFields.component("nic:x", "7")));

        hardware.firmware().replace(lock, List.of(FirmwareFields.component("bios", "2")));

        var bios = Objects.requireNonNull(hardware.firmware().list(node.id())).getFirst();
        assertThat(hardware.firmware().list(node.id())).hasSize(1);
        assertThat(bios.get(FirmwareFields.INITIAL_VERSION)).isEqualTo("1");
        assertThat(bios.get(FirmwareFields.CURRENT_VERSION)).isEqualTo("2");
        assertThat(bios.get(FirmwareFields.LAST_VERSION_FLASHED)).isEqualTo("1");
        assertThat(bios.get(FirmwareFields.UPDATED_AT)).isNotNull();
    }

    @Test
    void inventory_isTheOneFoundLast() {
        assertThat(hardware.inventory().find(node.id())).isEmpty();
        var second = new Inventory(Map.of("disks", List.of(Map.of("name", "sda"))), Map.of("x", 1));

        hardware.inventory().save(lock, new Inventory(Map.of("a", 1), Map.of()));
        hardware.inventory().save(lock, second);

        assertThat(hardware.inventory().find(node.id())).contains(second);
    }

    @Test
    void withoutTheLock_nothingIsWritten() {
        var old = new NodeLock(lock.nodeId(), lock.nodeUuid(), lock.holder(), lock.fence() - 1, lock.since());

        assertThatThrownBy(() -> hardware.bios().replace(old, List.of(setting("a", "b"))))
                .isInstanceOf(LockLostException.class);
        assertThatThrownBy(() -> hardware.firmware().replace(old, List.of(FirmwareFields.component("a", "b"))))
                .isInstanceOf(LockLostException.class);
        assertThatThrownBy(() -> hardware.inventory().save(old, new Inventory(Map.of(), Map.of())))
                .isInstanceOf(LockLostException.class);
        assertThat(hardware.bios().list(node.id())).isEmpty();
        assertThat(hardware.firmware().list(node.id())).isEmpty();
        assertThat(hardware.inventory().find(node.id())).isEmpty();
    }

    private static Values setting(String name, String value) {
        return BiosSettingFields.setting(name, value);
    }
}
