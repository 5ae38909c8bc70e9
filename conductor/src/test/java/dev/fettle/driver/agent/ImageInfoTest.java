package dev.fettle.driver.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.driver.spi.Hostile;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageInfoTest {
    private static final String MD5 = "0123456789abcdef0123456789abcdef";
    private final TestNodeTask task = new TestNodeTask()
            .instanceInfo("image_source", "http://192.0.2.1/a/img7.qcow2?x=1")
            .instanceInfo("image_checksum", MD5);

    @Test
    void document_wholeDisk() {
        task.instanceInfo("image_disk_format", "qcow2")
                .driverInfo("image_http_proxy", "http://proxy:3128")
                .driverInfo("image_no_proxy", "a,b");
        assertThat(ImageInfo.document(task, Optional.of("drive")))
                .containsOnly(
                        Map.entry("id", "img7.qcow2"),
                        Map.entry("urls", List.of("http://192.0.2.1/a/img7.qcow2?x=1")),
                        Map.entry("disk_format", "qcow2"),
                        Map.entry("stream_raw_images", true),
                        Map.entry("node_uuid", task.node().uuid().toString()),
                        Map.entry("checksum", MD5),
                        Map.entry("proxies", Map.of("http", "http://proxy:3128")),
                        Map.entry("no_proxy", "a,b"));
    }

    @Test
    void document_partition() {
        task.instanceInfo("kernel", "http://x/k")
                .instanceInfo("ramdisk", "http://x/r")
                .instanceInfo("root_gb", "10");
        task.property("capabilities", "boot_mode:bios,disk_label:gpt");
        assertThat(ImageInfo.document(task, Optional.of("drive")))
                .containsEntry("image_type", "partition")
                .containsEntry("root_mb", 10240L)
                .containsEntry("swap_mb", 0L)
                .containsEntry("kernel", "http://x/k")
                .containsEntry("deploy_boot_mode", "bios")
                .containsEntry("disk_label", "gpt")
                .containsEntry("configdrive", "drive")
                .containsEntry("preserve_ephemeral", false);
    }

    @Test
    void imageType_decidesOverKernelAndRamdisk() {
        assertThat(ImageInfo.isWholeDisk(task)).isTrue();
        task.instanceInfo("kernel", "k");
        assertThat(ImageInfo.isWholeDisk(task)).isFalse();
        task.instanceInfo("image_type", "whole-disk");
        assertThat(ImageInfo.isWholeDisk(task)).isTrue();
    }

    @Test
    void bootMode_wishBeforePropertyBeforeDefault() {
        assertThat(Capabilities.bootMode(task)).isEqualTo("uefi");
        task.property("capabilities", "boot_mode:bios");
        assertThat(Capabilities.bootMode(task)).isEqualTo("bios");
        task.instanceInfo("capabilities", "{\"boot_mode\": \"uefi\"}");
        assertThat(Capabilities.bootMode(task)).isEqualTo("uefi");
        task.instanceInfo("capabilities", Map.of("boot_mode", "bios", "secure_boot", "true"));
        assertThat(Capabilities.bootMode(task)).isEqualTo("uefi");
    }

    @Test
    void checksum_isRequired_anyOfTheForms() {
        ImageInfo.validate(task);
        task.withoutInstanceInfo("image_checksum");
        assertRefused("image_checksum", FaultCode.MISSING_PARAMETER_VALUE);
        task.instanceInfo("image_os_hash_algo", "sha256");
        assertRefused("image_os_hash_value", FaultCode.MISSING_PARAMETER_VALUE);
        task.instanceInfo("image_os_hash_value", MD5 + MD5);
        ImageInfo.validate(task);
        task.withoutInstanceInfo("image_os_hash_algo");
        assertRefused("image_os_hash_algo", FaultCode.MISSING_PARAMETER_VALUE);
        task.withoutInstanceInfo("image_os_hash_value").instanceInfo("image_checksum", "http://x/SHA256SUMS");
        ImageInfo.validate(task);
    }

    @Test
    void missingOrForeignSources_areRefused() {
        for (var source : List.of(
                "file:///etc/passwd",
                "glance://a",
                "1be26c0b-03f2-4d2e-ae87-c02d7f33c123",
                "oci://x/y",
                "http://169.254.169.254/",
                "http://u:p@x/")) {
            task.instanceInfo("image_source", source);
            assertRefused("image_source", FaultCode.INVALID_PARAMETER_VALUE);
        }
        task.withoutInstanceInfo("image_source");
        assertRefused("image_source", FaultCode.MISSING_PARAMETER_VALUE);
    }

    @Test
    void hostileValues_areRefusedByKey() {
        for (var key : List.of(
                "image_checksum",
                "image_os_hash_algo",
                "image_os_hash_value",
                "image_disk_format",
                "image_type",
                "image_source")) {
            var before = task.node().instanceInfo().get(key);
            for (var value : Hostile.CONTROLS) {
                task.instanceInfo(key, value);
                assertRefused(key, FaultCode.INVALID_PARAMETER_VALUE);
            }
            for (var value : List.of("$(x)", "; x", "http://169.254.169.254/x", "x".repeat(5000))) {
                task.instanceInfo(key, value);
                assertRefused(key, FaultCode.INVALID_PARAMETER_VALUE);
            }
            task.withoutInstanceInfo(key);
            if (before != null) {
                task.instanceInfo(key, before);
            }
        }
        task.instanceInfo("image_type", "partition");
        assertRefused("root_gb", FaultCode.MISSING_PARAMETER_VALUE);
        task.instanceInfo("root_gb", "ten");
        assertRefused("root_gb", FaultCode.INVALID_PARAMETER_VALUE);
        task.instanceInfo("root_gb", -1);
        assertRefused("root_gb", FaultCode.INVALID_PARAMETER_VALUE);
    }

    private void assertRefused(String key, FaultCode code) {
        assertThatThrownBy(() -> ImageInfo.validate(task))
                .as(key)
                .isInstanceOfSatisfying(
                        FaultException.class, fault -> assertThat(fault.code()).isEqualTo(code))
                .hasMessageContaining("instance_info/" + key);
    }
}
