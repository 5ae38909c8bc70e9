package dev.fettle.transport.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.transport.rabbit.RabbitUrl.Broker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RabbitUrlTest {

    @Test
    void readsEveryHostOfACluster() {
        var url = RabbitUrl.parse("rabbit://ann:p%40ss+1@h1:5672,bob:secret@[::1]:5673/nova");
        assertThat(url.brokers())
                .containsExactly(new Broker("h1", 5672, "ann", "p@ss+1"), new Broker("::1", 5673, "bob", "secret"));
        assertThat(url.vhost()).isEqualTo("nova");
        assertThat(url.toString()).doesNotContain("secret").doesNotContain("p@ss");
    }

    @ParameterizedTest
    @CsvSource({
        "rabbit://h, /",
        "rabbit://h/, /",
        "rabbit://h//, /",
        "rabbit://h/%2F, /",
        "rabbit://h/a, a",
        "amqp://h/a?ssl=0, a"
    })
    void thePathIsTheVhost(String url, String vhost) {
        assertThat(RabbitUrl.parse(url).vhost()).isEqualTo(vhost);
        assertThat(RabbitUrl.parse(url).brokers()).containsExactly(new Broker("h", 5672, "guest", "guest"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka://u:geheim@h",
                "u:geheim@h",
                "rabbit://u:geheim@",
                "rabbit://u:geheim@h:0",
                "rabbit://u:geheim@h:x"
            })
    void wrongOnesAreRefusedWithoutTellingThePassword(String url) {
        assertThatThrownBy(() -> RabbitUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("transport_url")
                .hasMessageNotContaining("geheim");
    }
}
