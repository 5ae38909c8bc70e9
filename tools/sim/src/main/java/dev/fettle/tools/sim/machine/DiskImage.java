package dev.fettle.tools.sim.machine;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What was written to the first disk.
 *
 * @param sha256 of the bytes as downloaded, hex
 * @param configDriveSha256 of the config drive as sent (the text), null when there was none
 * @param configDriveLabel volume label of its ISO 9660 file system, null when it is none
 */
public record DiskImage(
        @JsonProperty("id") String id,
        @JsonProperty("sha256") String sha256,
        @JsonProperty("bytes") long bytes,
        @JsonProperty("config_drive_sha256") @Nullable String configDriveSha256,
        @JsonProperty("config_drive_bytes") int configDriveBytes,
        @JsonProperty("config_drive_label") @Nullable String configDriveLabel) {}
