package dev.fettle.tools.sim.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelParametersTest {

    @Test
    void iso_isSearchedForTheLineWithTheApi() throws Exception {
        var found = inIso("\0\u0001linux /other a=b\n\tlinux /vmlinuz quiet ipa-api-url=\"http://a/,http://b\" "
                + "ipa-agent-token=t ir_pub_id=1=2\nmore\0");
        assertThat(found.apiUrls()).containsExactly("http://a", "http://b");
        assertThat(found.values()).containsEntry("ipa-agent-token", "t").containsEntry("ir_pub_id", "1=2");
        assertThat(found.values()).doesNotContainKey("a");
    }

    @Test
    void iso_withoutTheApi_fallsBackToDefaults() throws Exception {
        var found = inIso("nothing here").orElse(Map.of("ipa-api-url", "http://c"));
        assertThat(found.apiUrls()).containsExactly("http://c");
    }

    @Test
    void iso_largerThanTheLimit_isRefused() {
        assertThatThrownBy(() -> KernelParameters.inIso(new ByteArrayInputStream(new byte[100]), 99))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("99 bytes");
    }

    private static KernelParameters inIso(String content) throws IOException {
        return KernelParameters.inIso(new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII)), 1 << 20);
    }
}
