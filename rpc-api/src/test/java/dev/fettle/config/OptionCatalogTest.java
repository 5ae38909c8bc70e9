package dev.fettle.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptionCatalogTest {

    static List<Option<?>> options() {
        return OptionCatalog.ALL;
    }

    @ParameterizedTest
    @MethodSource("options")
    void everyOptionIsCompleteAndItsDefaultIsValid(Option<?> option) {
        assertThat(option.name()).matches("[a-z][a-z0-9_]*");
        assertThat(option.group()).matches("DEFAULT|[a-z][a-z0-9_]*");
        assertThat(option.help()).isNotBlank().endsWith(".").doesNotContain("\n");
        assertThat(option.type()).isNotBlank();
        assertThat((Object) option.defaultValue()).isNotNull();
        assertThat(Configuration.defaults().<Object>get(widened(option))).isEqualTo(option.defaultValue());
        assertThat(Configuration.defaults().isSet(option)).isFalse();
    }

    /** What the default is written as must read back through the whole loader to the same value. */
    @ParameterizedTest
    @MethodSource("options")
    void everyOptionCanBeSetByItsGroupAndName(Option<?> option) {
        var text = option.equals(DatabaseOptions.CONNECTION) ? "jdbc:postgresql://db/fettle" : sample(option);
        var loaded =
                new ConfigurationLoader().set(option.key() + "=" + text).load().configuration();
        assertThat(loaded.isSet(option)).isTrue();
        assertThat(loaded.<Object>get(widened(option))).isEqualTo(option.read(text));
        assertThat(loaded.text(option)).isEqualTo(text);
    }

    @Test
    void noNameIsUsedTwice() {
        assertThat(OptionCatalog.ALL).extracting(Option::key).doesNotHaveDuplicates();
    }

    @Test
    void whatHoldsCredentialsIsSecret() {
        assertThat(OptionCatalog.ALL.stream().filter(Option::secret).map(Option::key))
                .contains("DEFAULT.transport_url", "database.connection");
        assertThat(OptionCatalog.ALL.stream()
                        .filter(option -> option.name().matches(".*(password|secret|token)") && !option.secret()))
                .isEmpty();
    }

    @Test
    void errorsNameOptionValueAndWhatItTakes() {
        var defaults = Configuration.defaults();
        assertThatThrownBy(() -> defaults.with(ApiOptions.PORT, "many"))
                .hasMessage("[api] port takes a whole number, not 'many'");
        assertThatThrownBy(() -> defaults.with(ApiOptions.PORT, "65536"))
                .hasMessage("[api] port takes a whole number from 0 to 65535, not '65536'");
        assertThatThrownBy(() -> defaults.with(DefaultOptions.AUTH_STRATEGY, "kerberos"))
                .hasMessage("[DEFAULT] auth_strategy takes one of noauth, http_basic, keystone, not 'kerberos'");
        assertThatThrownBy(() -> defaults.with(DefaultOptions.DEBUG, "perhaps"))
                .hasMessage("[DEFAULT] debug takes true or false, not 'perhaps'");
        assertThatThrownBy(() -> defaults.with(AgentOptions.COMMAND_TIMEOUT, "-1"))
                .hasMessageContaining("[agent] command_timeout takes seconds from 0");
    }

    @Test
    void pairsAreReadByTheirKey() {
        var option = ConductorOptions.AUTOMATED_CLEANING_RUNBOOK_BY_RESOURCE_CLASS;

        assertThat(option.read("big: CUSTOM_A, small:CUSTOM_B,big:urn:c"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("big", "urn:c", "small", "CUSTOM_B"));
        assertThat(option.read(" ")).isEmpty();
        for (var wrong : List.of("big", "big:", ":CUSTOM_A")) {
            assertThatThrownBy(() -> Configuration.defaults().with(option, wrong))
                    .hasMessageContaining("automated_cleaning_runbook_by_resource_class takes key:value pairs")
                    .hasMessageContaining(wrong);
        }
    }

    @Test
    void emptyMeansUnsetWhereThatIsPossible() {
        var configuration = Configuration.defaults().with(ConductorOptions.DEPLOY_KERNEL, "  ");
        assertThat(configuration.get(ConductorOptions.DEPLOY_KERNEL)).isEqualTo(Optional.empty());
    }

    @Test
    void printingAConfigurationShowsNoValues() {
        var configuration = Configuration.defaults().with(DefaultOptions.TRANSPORT_URL, "rabbit://u:hunter2@host/");
        assertThat(configuration.toString()).contains("transport_url").doesNotContain("hunter2");
    }

    private static String sample(Option<?> option) {
        var any = option.type().startsWith("key:value") ? "x:y" : "x";
        return option.defaultText().isEmpty() ? any : option.defaultText();
    }

    @SuppressWarnings("unchecked")
    private static Option<Object> widened(Option<?> option) {
        return (Option<Object>) option;
    }
}
