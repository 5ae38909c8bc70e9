package dev.fettle.driver.spi.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.driver.spi.Hostile;
import dev.fettle.driver.spi.InfoDocument;
import org.junit.jupiter.api.Test;

class UntrustedTest {
    @Test
    void text_isOneShortLineWithoutSecrets() {
        for (var hostile : Hostile.CONTROLS) {
            assertThat(InfoDocument.hasControls(Untrusted.text(hostile))).isFalse();
        }
        assertThat(Untrusted.text("x".repeat(1_000_000))).hasSizeLessThan(700);
        assertThat(Untrusted.text("password=hunter2 at https://u:pw@host/")).doesNotContain("hunter2", "pw@");
        assertThat(Untrusted.text(null)).isEqualTo("(no text)");
        assertThat(Untrusted.text(" \n ")).isEqualTo("(no text)");
    }
}
