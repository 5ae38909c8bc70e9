package dev.fettle.driver.ipmi;

import java.util.Map;

/** Keys of driver_info that the ipmitool interfaces read ({@code contract/drivers.md} section 5), with their explanations. */
final class IpmiProperties {
    static final String ADDRESS = "ipmi_address";
    static final String USERNAME = "ipmi_username";
    static final String PASSWORD = "ipmi_password";
    static final String PORT = "ipmi_port";
    static final String PRIV_LEVEL = "ipmi_priv_level";
    static final String PROTOCOL_VERSION = "ipmi_protocol_version";
    static final String HEX_KG_KEY = "ipmi_hex_kg_key";
    static final String CIPHER_SUITE = "ipmi_cipher_suite";
    static final String BRIDGING = "ipmi_bridging";
    static final String LOCAL_ADDRESS = "ipmi_local_address";
    static final String TRANSIT_CHANNEL = "ipmi_transit_channel";
    static final String TRANSIT_ADDRESS = "ipmi_transit_address";
    static final String TARGET_CHANNEL = "ipmi_target_channel";
    static final String TARGET_ADDRESS = "ipmi_target_address";
    static final String FORCE_BOOT_DEVICE = "ipmi_force_boot_device";
    static final String DISABLE_BOOT_TIMEOUT = "ipmi_disable_boot_timeout";
    static final String TERMINAL_PORT = "ipmi_terminal_port";

    static final Map<String, String> ALL = Map.ofEntries(
            Map.entry(ADDRESS, "IP address or host name of the BMC. Required."),
            Map.entry(USERNAME, "User name, at most 16 bytes. Optional; the anonymous user by default."),
            Map.entry(PASSWORD, "Password, at most 20 bytes (16 with IPMI 1.5). Optional."),
            Map.entry(PORT, "UDP port of the BMC. Optional; 623 by default."),
            Map.entry(
                    PRIV_LEVEL,
                    "Privilege: ADMINISTRATOR, OPERATOR, USER or CALLBACK. Optional; ADMINISTRATOR by default."),
            Map.entry(PROTOCOL_VERSION, "IPMI version, 2.0 or 1.5. Optional; 2.0 by default."),
            Map.entry(
                    HEX_KG_KEY, "Kg key as an even number of hexadecimal digits, at most 40. Optional; IPMI 2.0 only."),
            Map.entry(CIPHER_SUITE, "Number of the cipher suite. Optional; IPMI 2.0 only."),
            Map.entry(BRIDGING, "Bridging: no, single or dual. Optional; no by default."),
            Map.entry(LOCAL_ADDRESS, "Own IPMB address for bridged requests. Optional; 0x20 by default."),
            Map.entry(TRANSIT_CHANNEL, "Transit channel of bridged requests. Required for dual bridging."),
            Map.entry(TRANSIT_ADDRESS, "Transit address of bridged requests. Required for dual bridging."),
            Map.entry(TARGET_CHANNEL, "Target channel of bridged requests. Required for single and dual bridging."),
            Map.entry(TARGET_ADDRESS, "Target address of bridged requests. Required for single and dual bridging."),
            Map.entry(
                    FORCE_BOOT_DEVICE,
                    "Whether the boot device is sent again before each power on. Optional; false by default."),
            Map.entry(
                    DISABLE_BOOT_TIMEOUT,
                    "Whether to lift the 60 s limit of a boot device. Optional; as [ipmi]disable_boot_timeout by default."),
            Map.entry(TERMINAL_PORT, "TCP port of the console. Optional."));

    private IpmiProperties() {}
}
