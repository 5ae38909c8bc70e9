package dev.fettle.driver.ipmi;

import java.util.List;

/** Why a call failed, told from what ipmitool prints; the first that fits counts. */
enum IpmiProblem {
    /** Worth another try soon. */
    BUSY(
            true,
            "Try again later; if it stays so, reset the BMC.",
            "insufficient resources for session",
            "Node busy",
            "Timeout",
            "Out of space",
            "BMC initialization in progress"),
    CREDENTIALS(
            false,
            "The BMC refused the login: check ipmi_username, ipmi_password, ipmi_priv_level and ipmi_hex_kg_key in driver_info.",
            "RAKP 2 HMAC is invalid",
            "RAKP 2 message indicates an error",
            "RAKP 4 message",
            "Activate Session command failed",
            "Invalid user name",
            "insufficient privilege",
            "Insufficient privilege",
            "password is longer",
            "Username is too long"),
    CIPHER(
            false,
            "The BMC accepts none of the cipher suites tried: set ipmi_cipher_suite in driver_info or [ipmi]cipher_suite_versions.",
            "invalid authentication algorithm",
            "invalid integrity algorithm",
            "invalid confidentiality algorithm",
            "no cipher suite match",
            "no matching cipher suite",
            "Error in open session response message",
            "Unsupported cipher suite"),
    ADDRESS(
            false,
            "The name can not be resolved: check ipmi_address in driver_info and the DNS of this conductor.",
            "Address lookup for"),
    SESSION(
            true,
            "The BMC did not answer: check its power and network, ipmi_address, ipmi_port, and that IPMI over LAN is enabled on it.",
            "Unable to establish",
            "Get Auth Capabilities error",
            "No response from remote controller",
            "no response"),
    UNSUPPORTED(
            false,
            "The BMC does not support this command: check its model, its firmware version and ipmi_priv_level.",
            "Invalid command",
            "Unknown command",
            "Command not supported",
            "not supported in present state",
            "Parameter out of range",
            "Invalid data field",
            "rsp=0xc1",
            "rsp=0xcc",
            "rsp=0xd4",
            "rsp=0xd5"),
    OTHER(true, "Look at the log of the BMC and at its firmware version, and try the same command by hand.");

    private final boolean passing;
    private final String remedy;
    private final List<String> signs;

    IpmiProblem(boolean passing, String remedy, String... signs) {
        this.passing = passing;
        this.remedy = remedy;
        this.signs = List.of(signs);
    }

    static IpmiProblem of(String errors, boolean killed) {
        for (var problem : values()) {
            if (problem.signs.stream().anyMatch(errors::contains)) {
                return problem;
            }
        }
        return killed ? SESSION : OTHER;
    }

    /** Whether another try may succeed. */
    boolean passing() {
        return passing;
    }

    String remedy() {
        return remedy;
    }
}
