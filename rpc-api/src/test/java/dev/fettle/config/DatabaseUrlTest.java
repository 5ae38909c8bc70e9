package dev.fettle.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/fettle?user=u&password=p, jdbc:postgresql://db:5432/fettle?user=u&password=p",
        "postgresql://u:p@db:5432/fettle, jdbc:postgresql://db:5432/fettle?user=u&password=p",
        "postgresql+psycopg2://u:p@db/fettle, jdbc:postgresql://db/fettle?user=u&password=p",
        "postgres://u@db/fettle, jdbc:postgresql://db/fettle?user=u",
        "postgresql://db/fettle, jdbc:postgresql://db/fettle",
        "postgresql://u:p%40%26+x@db/fettle, jdbc:postgresql://db/fettle?user=u&password=p%40%26%2Bx",
        "postgresql://u:p@db/fettle?sslmode=require, jdbc:postgresql://db/fettle?user=u&password=p&sslmode=require",
        "postgresql://db/fettle?sslmode=require, jdbc:postgresql://db/fettle?sslmode=require",
        "'postgresql://u:p@a:1,b:2/fettle', 'jdbc:postgresql://a:1,b:2/fettle?user=u&password=p'",
        "postgresql://u:p@[::1]:5432/fettle, jdbc:postgresql://[::1]:5432/fettle?user=u&password=p",
    })
    void becomesJdbc(String given, String jdbc) {
        assertThat(DatabaseUrl.toJdbc(given)).isEqualTo(jdbc);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql+pymysql://u:hunter2@db/ironic",
                "jdbc:mysql://db/ironic?password=hunter2",
                "sqlite:///hunter2.sqlite",
                "postgresql://u:hunter2@@db/x",
                "postgresql:///fettle?host=/run/hunter2",
                "jdbc:postgresql://u:hunter2@db/x",
                "hunter2",
            })
    void refusesOthersWithoutRepeatingThem(String given) {
        assertThatThrownBy(() -> DatabaseUrl.toJdbc(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql://host:port/name")
                .message()
                .doesNotContain("hunter2");
    }
}
