package dev.fettle.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationLoaderTest {
    @TempDir
    Path folder;

    @Test
    void laterSourcesWin() throws Exception {
        var one = file(
                "one.conf",
                "[api]\nport = 1\nmax_limit = 1\nhost_ip = 10.0.0.1\nmax_json_body_size = 1\nmax_json_body_depth = 1");
        var two = file(
                "two.conf",
                "[api]\nmax_limit = 2\nhost_ip = 10.0.0.2\nmax_json_body_size = 2\nmax_json_body_depth = 2");
        var configuration = new ConfigurationLoader()
                .file(one)
                .file(two)
                .environment(Map.of(
                        "OS_API__HOST_IP",
                        "10.0.0.3",
                        "OS_API__MAX_JSON_BODY_SIZE",
                        "3",
                        "OS_API__MAX_JSON_BODY_DEPTH",
                        "3"))
                .set("api.max_json_body_size=4")
                .set("api.max_json_body_depth=4")
                .set(ApiOptions.MAX_JSON_BODY_DEPTH, "5", "--depth")
                .load()
                .configuration();
        assertThat(configuration.get(ApiOptions.PORT)).isEqualTo(1);
        assertThat(configuration.get(ApiOptions.MAX_LIMIT)).isEqualTo(2);
        assertThat(configuration.get(ApiOptions.HOST_IP)).isEqualTo("10.0.0.3");
        assertThat(configuration.get(ApiOptions.MAX_JSON_BODY_SIZE)).isEqualTo(4);
        assertThat(configuration.get(ApiOptions.MAX_JSON_BODY_DEPTH)).isEqualTo(5);
        assertThat(configuration.get(DefaultOptions.AUTH_STRATEGY)).isEqualTo("noauth");
    }

    @Test
    void onlyRepeatableOptionsAccumulateAndOnlyFromFiles() throws Exception {
        var file = file("a.conf", """
                [conductor]
                clean_step_priority_override = deploy.erase_devices:0
                clean_step_priority_override = deploy.erase_devices_metadata:5
                [ipmi]
                cipher_suite_versions = 3
                cipher_suite_versions = 17
                """);
        var loader = new ConfigurationLoader().file(file);
        assertThat(loader.load().configuration().get(ConductorOptions.CLEAN_STEP_PRIORITY_OVERRIDE))
                .containsExactly("deploy.erase_devices:0", "deploy.erase_devices_metadata:5");
        assertThat(loader.load().configuration().get(IpmiOptions.CIPHER_SUITE_VERSIONS))
                .containsExactly("17");
        loader.environment(Map.of("OS_CONDUCTOR__CLEAN_STEP_PRIORITY_OVERRIDE", "a.b:1"));
        assertThat(loader.load().configuration().get(ConductorOptions.CLEAN_STEP_PRIORITY_OVERRIDE))
                .containsExactly("a.b:1");
    }

    @Test
    void unknownNamesStopTheStartAllAtOnceWithSuggestions() throws Exception {
        var file =
                file("a.conf", "[api]\nprot = 1\n[agnet]\nx = 1\n[conductor]\nzzzz = 1\nheartbeat_interval = soon\n");
        var loader = new ConfigurationLoader()
                .file(file)
                .set("defualt.debug=true")
                .set("api.max_limti=3")
                .set("oops");
        assertThatThrownBy(loader::load)
                .isInstanceOf(ConfigurationException.class)
                .extracting(e -> ((ConfigurationException) e).problems(), list(String.class))
                .containsExactly(
                        file + ":2: there is no option prot in [api]; did you mean port?",
                        file + ":4: there is no group [agnet]; did you mean agent?",
                        file + ":6: there is no option zzzz in [conductor]; 'fettle config' lists what there is",
                        "--set defualt.debug: there is no group [defualt]; did you mean DEFAULT?",
                        "--set api.max_limti: there is no option max_limti in [api]; did you mean max_limit?",
                        "--set takes group.option=value",
                        file + ":7: [conductor] heartbeat_interval takes a number of seconds, not 'soon'");
    }

    @Test
    void ironicOptionsWithoutEffectAreListedOnce() throws Exception {
        var file = file("ironic.conf", """
                [DEFAULT]
                my_ip = 10.1.1.1
                log_dir = /var/log/ironic
                [glance]
                password = hunter2
                [glance]
                password = hunter2
                [ilo]
                made_up = 1
                """);
        var loaded = new ConfigurationLoader().file(file).load();
        assertThat(loaded.warnings())
                .containsExactly(
                        "these options of Ironic have no effect in Fettle: DEFAULT.log_dir, glance.password, ilo.made_up");
        assertThat(loaded.configuration().get(DefaultOptions.MY_IP)).isEqualTo("10.1.1.1");
    }

    @Test
    void variablesOfOtherProgramsAreLeftAlone() {
        var loaded = new ConfigurationLoader()
                .environment(Map.of(
                        "OS_AUTH_URL", "http://k", "OS_NOVA__X", "1", "HOME", "/", "OS___X", "1", "OS_API__PORT", "7"))
                .load();
        assertThat(loaded.configuration().get(ApiOptions.PORT)).isEqualTo(7);
        assertThat(loaded.warnings()).isEmpty();
        var misspelt = new ConfigurationLoader().environment(Map.of("OS_API__PROT", "7"));
        assertThatThrownBy(misspelt::load)
                .hasMessage("environment variable OS_API__PROT: there is no option prot in [api]; did you mean port?");
    }

    @Test
    void hostAndAddressAreFilledIn() {
        var configuration = new ConfigurationLoader().load().configuration();
        assertThat(configuration.get(DefaultOptions.HOST)).isNotBlank();
        assertThat(configuration.get(DefaultOptions.MY_IP)).isNotBlank();
        assertThat(new ConfigurationLoader()
                        .set("host=c1")
                        .load()
                        .configuration()
                        .get(DefaultOptions.HOST))
                .isEqualTo("c1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://$my_ip:8080, http://10.9.9.9:8080",
        "http://${my_ip}/, http://10.9.9.9/",
        "http://$my_ip.lan/, http://10.9.9.9.lan/",
        "http://$api.host_ip:$api.port, http://127.0.0.1:6385",
        "${api.port}x, 6385x",
        "$http_root, /httpboot",
        "$$my_ip, $my_ip",
        "\\$my_ip, $my_ip",
        "pa$word$, pa$word$",
        "${unknown}, ${unknown}",
        "100%, 100%",
    })
    void valuesReferToOthers(String text, String expected) {
        var configuration = new ConfigurationLoader()
                .set("my_ip=10.9.9.9")
                .set("deploy.http_url=" + text)
                .load()
                .configuration();
        assertThat(configuration.get(DeployOptions.HTTP_URL)).isEqualTo(Optional.of(expected));
    }

    @Test
    void aCircleOfReferencesIsRefused() {
        var loader = new ConfigurationLoader()
                .set("deploy.http_url=$external_http_url")
                .set("deploy.external_http_url=$http_url");
        assertThatThrownBy(loader::load).hasMessageContaining("--set deploy.http_url: refers to itself");
    }

    @Test
    void problemsDoNotRepeatSecrets() {
        var loader = new ConfigurationLoader()
                .set("database.connection=mysql+pymysql://ironic:hunter2@db/ironic")
                .set("database.conection=postgresql://ironic:hunter2@db/ironic");
        assertThatThrownBy(loader::load)
                .hasMessageContaining("--set database.connection: [database] connection names a mysql database")
                .hasMessageContaining("did you mean connection?")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void everyNameOfTheContractIsKnown() {
        for (var key : List.of("conductor.deploy_callback_timeout", "DEFAULT.enabled_boot_interfaces", "api.host_ip")) {
            assertThat(KnownNames.OPTIONS).containsKey(key);
        }
        assertThat(KnownNames.isIronicOption("redfish.use_swift")).isTrue();
        assertThat(KnownNames.isIronicGroup("keystone_authtoken")).isTrue();
        assertThat(KnownNames.isIronicGroup("keystone")).isFalse();
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }
}
