package dev.fettle.driver.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.IpmiOptions;
import dev.fettle.driver.spi.Hostile;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpmitoolArgumentsTest {
    private final TestNodeTask task = new TestNodeTask().driverInfo("ipmi_address", "192.0.2.7");

    @Test
    void leastSettings() {
        assertThat(line())
                .isEqualTo(
                        "ipmitool -I lanplus -H 192.0.2.7 -L ADMINISTRATOR -p 623 -R 1 -N 5 -v -f FILE power status");
    }

    @Test
    void allSettings() {
        info(Map.of(
                "ipmi_address", "bmc-7.example.org",
                "ipmi_port", "6230",
                "ipmi_username", "root",
                "ipmi_password", "secret",
                "ipmi_priv_level", "operator",
                "ipmi_protocol_version", "2.0",
                "ipmi_hex_kg_key", "00ff",
                "ipmi_cipher_suite", "17"));
        assertThat(line())
                .isEqualTo("ipmitool -I lanplus -H bmc-7.example.org -L OPERATOR -p 6230 -U root -y 00ff -C 17"
                        + " -R 1 -N 5 -v -f FILE power status");
    }

    @Test
    void version15() {
        info(Map.of("ipmi_protocol_version", 1.5, "ipmi_username", "root"));
        assertThat(line()).startsWith("ipmitool -I lan -H 192.0.2.7 -L ADMINISTRATOR -p 623 -U root -R 1");
    }

    @Test
    void singleBridging() {
        info(Map.of("ipmi_bridging", "single", "ipmi_target_channel", "0", "ipmi_target_address", "0x72"));
        assertThat(line()).contains(" -m 0x20 -b 0 -t 0x72 -R");
    }

    @Test
    void dualBridging() {
        info(Map.of(
                "ipmi_bridging", "dual",
                "ipmi_local_address", "0x81",
                "ipmi_transit_channel", "0",
                "ipmi_transit_address", "0x82",
                "ipmi_target_channel", 7,
                "ipmi_target_address", "0x72"));
        assertThat(line()).contains(" -m 0x81 -B 0 -T 0x82 -b 7 -t 0x72 -R");
    }

    @Test
    void ownRetriesOfIpmitool_areAsManyAsFit() {
        task.with(IpmiOptions.USE_IPMITOOL_RETRIES, "true");
        assertThat(line()).contains(" -R 7 -N 5 ");
        task.with(IpmiOptions.MIN_COMMAND_INTERVAL, "0").with(IpmiOptions.COMMAND_RETRY_TIMEOUT, "0");
        assertThat(line()).contains(" -R 1 -N 1 ");
    }

    @Test
    void hostileTexts_stayOneArgumentThatFollowsItsOption() {
        for (var text : Hostile.METACHARACTERS) {
            if (text.length() > 16) {
                continue; // refused, see below
            }
            task.driverInfo("ipmi_username", text);
            var arguments = arguments();
            assertThat(arguments.get(arguments.indexOf("-U") + 1)).isEqualTo(text);
            assertThat(arguments).hasSize(20);
        }
    }

    @Test
    void password_isNeverAnArgumentNorPrinted() {
        task.driverInfo("ipmi_password", "hunter2hunter2");
        assertThat(line()).doesNotContain("hunter2");
        assertThat(settings()).asString().doesNotContain("hunter2").contains("192.0.2.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-H",
                "--help",
                "-oProxy=x",
                "a b",
                "a;b",
                "$(id)",
                "`id`",
                "host/path",
                "[::1]",
                "a..b",
                "::1|x",
                "host:623",
                "@x",
                "-1.2.3.4",
                "a\tb",
                "a\u0000b",
                "1.2.3.4\n-f"
            })
    void address_thatIsNone_isRefused(String address) {
        task.driverInfo("ipmi_address", address);
        assertInvalid("ipmi_address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "bmc",
                "bmc.example.org",
                "bmc.example.org.",
                "2001:db8::7",
                "fe80::1%eth0",
                "_bmc.a-b.c"
            })
    void address_names_areTaken(String address) {
        task.driverInfo("ipmi_address", address);
        assertThat(settings().address()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "ipmi_port,0",
        "ipmi_port,65536",
        "ipmi_port,x",
        "ipmi_terminal_port,70000",
        "ipmi_terminal_port,-1",
        "ipmi_priv_level,ROOT",
        "ipmi_protocol_version,3.0",
        "ipmi_hex_kg_key,abc",
        "ipmi_hex_kg_key,xx",
        "ipmi_cipher_suite,256",
        "ipmi_cipher_suite,a",
        "ipmi_bridging,triple",
        "ipmi_local_address,0x100",
        "ipmi_target_channel,-1",
        "ipmi_transit_address,1;2",
        "ipmi_username,seventeen-letters",
        "ipmi_password,twenty-one-characters",
        "ipmi_force_boot_device,maybe",
        "ipmi_disable_boot_timeout,7"
    })
    void malformedValues_areRefusedByKeyAndNotRepeated(String key, String value) {
        task.driverInfo(key, value);
        assertInvalid(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipmi_hex_kg_key", "ipmi_cipher_suite"})
    void version2Settings_withVersion15_areRefused(String key) {
        info(Map.of("ipmi_protocol_version", "1.5", key, "10"));
        assertInvalid(key);
    }

    @Test
    void missingKeys_areNamed() {
        assertMissing("ipmi_target_channel", Map.of("ipmi_bridging", "single", "ipmi_target_address", "1"));
        assertMissing(
                "ipmi_transit_channel",
                Map.of("ipmi_bridging", "dual", "ipmi_target_channel", 1, "ipmi_target_address", 2));
        task.withoutDriverInfo("ipmi_address");
        assertMissing("ipmi_address", Map.of());
    }

    private void assertMissing(String key, Map<String, Object> info) {
        info(info);
        assertThatThrownBy(this::settings)
                .isInstanceOf(FaultException.class)
                .satisfies(e -> assertThat(((FaultException) e).code()).isEqualTo(FaultCode.MISSING_PARAMETER_VALUE))
                .hasMessageContaining(key);
    }

    private void assertInvalid(String key) {
        assertThatThrownBy(this::settings)
                .isInstanceOf(FaultException.class)
                .satisfies(e -> assertThat(((FaultException) e).code()).isEqualTo(FaultCode.INVALID_PARAMETER_VALUE))
                .hasMessageContaining("driver_info/" + key);
    }

    private void info(Map<String, Object> info) {
        info.forEach(task::driverInfo);
    }

    private IpmiSettings settings() {
        return IpmiSettings.read(task.node(), task.config());
    }

    private List<String> arguments() {
        var settings = settings();
        var cipher = settings.cipherSuite();
        return IpmitoolArguments.of(
                task.config(),
                settings,
                cipher.isPresent() ? cipher : OptionalInt.empty(),
                List.of("-f", "FILE"),
                List.of("power", "status"));
    }

    private String line() {
        return String.join(" ", arguments());
    }
}
