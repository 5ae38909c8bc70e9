package dev.fettle.driver.spi.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.Configuration;
import dev.fettle.config.FettleOptions;
import dev.fettle.driver.spi.Hostile;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressGuardTest {
    private static final Set<String> WEB = Set.of("http", "https");
    private final EgressGuard guard = EgressGuard.of(Configuration.defaults());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/x",
                "https://bmc.example.com:8443/redfish",
                "http://127.0.0.1:9999",
                "http://[::1]:80/",
                "https://[fd00::1]/",
                "HTTPS://192.168.1.1"
            })
    void parse_ordinary_passes(String url) {
        assertThat(guard.parse("key", url, WEB)).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "http:",
                "http://",
                "http:/x",
                "file:///etc/passwd",
                "gopher://x",
                "unix:/run/x",
                "jar:http://x!/",
                "ftp://x",
                "http://user:pw@host/",
                "http://user@host/",
                "http://good.example@169.254.169.254/",
                "http://169.254.169.254/latest/meta-data",
                "http://0.0.0.0/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://[::]/",
                "http://[fe80::1]/",
                "http://[fe80::1%25eth0]/",
                "http://[ff02::1]/",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[2002:a9fe:a9fe::]/",
                "http://[fd00:ec2::254]/",
                "http://0x7f.1/",
                "http://2852039166/",
                "http://0xa9fea9fe/",
                "http://0251.0376.0251.0376/",
                "http://169.254.43518/",
                "http://127.1/",
                "http://169.254.169.254./",
                "http://host:99999/",
                "http://ho st/",
                "http://host\\@evil/"
            })
    void parse_hostile_isRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> guard.parse("driver_info/key", url, WEB))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.code()).isEqualTo(FaultCode.INVALID_PARAMETER_VALUE))
                .hasMessageStartingWith("driver_info/key ")
                .hasMessageNotContaining("evil");
    }

    @Test
    void parse_controlCharacters_areRefused() {
        Hostile.CONTROLS.forEach(value -> assertThatThrownBy(() -> guard.parse("key", "http://host/" + value, WEB))
                .isInstanceOf(FaultException.class));
    }

    @Test
    void check_looksTheNameUp() {
        assertThat(guard.check("key", "http://localhost:1234/", WEB).getPort()).isEqualTo(1234);
        assertThatThrownBy(() -> guard.check("key", "http://no-such-host.invalid/", WEB))
                .hasMessageContaining("cannot be resolved");
        var strict = EgressGuard.of(
                Configuration.defaults().with(FettleOptions.EGRESS_REFUSED_NETWORKS, "127.0.0.0/8, ::1/128"));
        assertThat(strict.parse("key", "http://localhost/", WEB).getHost()).isEqualTo("localhost");
        assertThatThrownBy(() -> strict.check("key", "http://localhost/", WEB))
                .hasMessageContaining("egress_refused_networks");
    }

    @Test
    void networks_badOnes_areRefusedWithTheirText() {
        for (var bad : new String[] {"example.com/8", "10.0.0.0/33", "10.0.0.0/x", "::/129"}) {
            assertThatThrownBy(() -> Network.of(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad);
        }
    }

    @Test
    void networks_borders() {
        var network = Network.of("10.1.2.128/25");
        assertThat(network.contains(new byte[] {10, 1, 2, (byte) 128})).isTrue();
        assertThat(network.contains(new byte[] {10, 1, 2, (byte) 255})).isTrue();
        assertThat(network.contains(new byte[] {10, 1, 2, 127})).isFalse();
        assertThat(network.contains(new byte[16])).isFalse();
    }
}
