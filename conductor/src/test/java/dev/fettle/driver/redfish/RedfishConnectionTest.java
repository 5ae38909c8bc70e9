package dev.fettle.driver.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.RedfishOptions;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.bmc.BmcGate;
import dev.fettle.driver.spi.net.TestServer.Kind;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.power.PowerState;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedfishConnectionTest {
    private final TestBmc bmc = new TestBmc();
    private final RedfishPower power =
            RedfishInterfaces.create(BmcGate.create()).power();
    private final TestNodeTask task = bmc.task();

    @AfterEach
    void stop() {
        bmc.close();
    }

    @Test
    void session_isMadeOnceAndUsedAgain() {
        power.read(task);
        power.read(task.successor());
        assertThat(bmc.sessionsMade()).isEqualTo(1);
    }

    @Test
    void session_expired_isRenewedOnce() {
        power.read(task);
        bmc.expireSessions();
        assertThat(power.read(task)).isEqualTo(PowerState.OFF);
        assertThat(bmc.sessionsMade()).isEqualTo(2);
    }

    @Test
    void session_refusedTwice_isAFaultNotALoop() {
        power.read(task);
        bmc.refuseOnce("GET", 401, "").refuseOnce("GET", 401, "");
        assertFault(() -> power.read(task), FaultCode.REDFISH_ERROR, "redfish_password");
        assertThat(bmc.sessionsMade()).isEqualTo(2);
    }

    @Test
    void session_changedPassword_isNotReached() {
        power.read(task);
        task.driverInfo("redfish_password", "wrong");
        assertFault(() -> power.read(task), FaultCode.REDFISH_ERROR, "refuses to log in");
    }

    @Test
    void auto_withoutSessions_fallsBackToBasic() {
        bmc.withoutSessions();
        assertThat(power.read(task)).isEqualTo(PowerState.OFF);
        power.read(task);
        assertThat(bmc.server().count("Sessions")).isEqualTo(1);
    }

    @Test
    void sessionOnly_withoutSessions_saysWhatToDo() {
        bmc.withoutSessions();
        task.driverInfo("redfish_auth_type", "session");
        assertFault(() -> power.read(task), FaultCode.REDFISH_ERROR, "redfish_auth_type basic");
    }

    @Test
    void basic_makesNoSession() {
        task.driverInfo("redfish_auth_type", "basic");
        assertThat(power.read(task)).isEqualTo(PowerState.OFF);
        assertThat(bmc.server().count("Sessions")).isZero();
    }

    @Test
    void dropped_isTriedAgain() {
        power.read(task);
        bmc.server().misbehaveOnce("GET", Kind.DROP_BEFORE);
        bmc.server().misbehaveOnce("GET", Kind.DROP_AFTER);
        assertThat(power.read(task)).isEqualTo(PowerState.OFF);
        assertThat(task.pauses()).contains(Duration.ofSeconds(4));
    }

    @Test
    void silent_failsAfterItsLimit() {
        power.read(task);
        task.with(RedfishOptions.READ_TIMEOUT, "0.2").with(RedfishOptions.CONNECTION_ATTEMPTS, "2");
        bmc.server().misbehaveOnce("GET", Kind.HANG);
        bmc.server().misbehaveOnce("GET", Kind.TRICKLE);
        assertFault(() -> power.read(task), FaultCode.REDFISH_CONNECTION_ERROR, "2 tries");
    }

    @Test
    void endless_isCutOff() {
        power.read(task);
        bmc.server().misbehaveOnce("GET", Kind.HUGE);
        assertFault(() -> power.read(task), FaultCode.REDFISH_ERROR, "larger than");
    }

    @Test
    void garbage_isAFaultThatDoesNotQuoteIt() {
        for (var garbage : new String[] {
            "<html>secret</html>", "{\"PowerState\": ", "", "{\"a\":1}{\"b\":2}", "[".repeat(5000), "\u0000"
        }) {
            bmc.refuseOnce("GET", 200, garbage);
            assertFault(() -> power.read(task), FaultCode.REDFISH_ERROR, "no valid JSON");
        }
        bmc.refuseOnce("GET", 200, "[1, 2]");
        assertThat(power.read(task)).isEqualTo(PowerState.ERROR);
    }

    @Test
    void dead_opensTheCircuitAndFailsAtOnce() {
        bmc.close();
        assertFault(() -> power.read(task), FaultCode.REDFISH_CONNECTION_ERROR, "5 tries");
        var pauses = task.pauses().size();
        assertFault(() -> power.read(task), FaultCode.REDFISH_CONNECTION_ERROR, "left alone");
        assertThat(task.pauses()).hasSize(pauses);
    }

    @Test
    void redirect_isNotFollowed() {
        power.read(task);
        bmc.refuseOnce("GET", 302, "");
        assertFault(() -> power.read(task), FaultCode.REDFISH_ERROR, "HTTP 302");
    }

    @Test
    void system_onlyMember_isFoundOnceAndRemembered() {
        task.withoutDriverInfo("redfish_system_id");
        power.read(task);
        power.read(task);
        assertThat(bmc.server().requests().stream().filter(request -> request.endsWith("/Systems")))
                .hasSize(1);
    }

    @Test
    void system_severalOrNone_mustBeNamed() {
        task.withoutDriverInfo("redfish_system_id");
        bmc.systems(TestBmc.SYSTEM, "/redfish/v1/Systems/2");
        assertFault(() -> power.read(task), FaultCode.MISSING_PARAMETER_VALUE, "redfish_system_id");
        bmc.systems();
        assertFault(() -> power.read(task), FaultCode.MISSING_PARAMETER_VALUE, "redfish_system_id");
    }

    @Test
    void links_thatLeadAway_areRefused() {
        task.withoutDriverInfo("redfish_system_id");
        for (var evil : new String[] {
            "http://evil.example/x", "//evil.example/x", "/a/../../b", "/x\r\nHost: evil", "x", "/a?b", "@evil"
        }) {
            bmc.systems(evil);
            assertFault(() -> power.read(task), FaultCode.REDFISH_ERROR, "usable path");
        }
    }

    @Test
    void validate_sendsNothing() {
        bmc.close();
        power.validate(task);
        assertThat(bmc.server().requests()).isEmpty();
    }

    @Test
    void validate_refusesByKey() {
        assertRefused("redfish_address", "ftp://host");
        assertRefused("redfish_address", "https://user:pw@host");
        assertRefused("redfish_address", "https://169.254.169.254");
        assertRefused("redfish_address", "https://0x7f.1");
        assertRefused("redfish_address", "https://host?x=1");
        assertRefused("redfish_system_id", "../x");
        assertRefused("redfish_system_id", "http://evil/x");
        assertRefused("redfish_auth_type", "magic");
        assertRefused("redfish_verify_ca", "relative.pem");
        assertRefused("redfish_tls_minimum_version", "0.9");
        assertRefused("redfish_tls_ciphers", "ALL:!aNULL");
        task.withoutDriverInfo("redfish_address");
        assertFault(() -> power.validate(task), FaultCode.MISSING_PARAMETER_VALUE, "redfish_address");
    }

    @Test
    void info_hidesTheSecret() {
        assertThat(RedfishInfo.of(task).toString()).doesNotContain(TestBmc.PASSWORD, TestBmc.USER);
    }

    private void assertRefused(String key, String value) {
        var other = task.successor().driverInfo(key, value);
        assertThatThrownBy(() -> power.validate(other))
                .as(key + " = " + value)
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.status()).isEqualTo(400))
                .hasMessageContaining(key)
                .hasMessageNotContaining(value);
    }

    private static void assertFault(ThrowingCallable call, FaultCode code, String text) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FaultException.class, fault -> assertThat(fault.code()).isEqualTo(code))
                .hasMessageContaining(text)
                .hasMessageNotContainingAny(TestBmc.PASSWORD, "<html>", "secret");
    }
}
