package dev.fettle.driver.spi;

import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;

/** What a node remembers of its agent, in {@code driver_internal_info}, and when it forgets ({@code contract/agent.md} section 2). */
public final class AgentMemory {
    public static final String URL = "agent_url";
    public static final String TOKEN = "agent_secret_token";
    public static final String TOKEN_PREGENERATED = "agent_secret_token_pregenerated";
    public static final String VERIFY_CA = "agent_verify_ca";
    public static final String VERSION = "agent_version";
    public static final String LAST_HEARTBEAT = "agent_last_heartbeat";

    /** When an agent was last booted on purpose. */
    public static final String BOOT_ATTEMPTED = "agent_start_attempted";

    private static final List<String> OF_A_RUNNING_AGENT = List.of(
            URL,
            VERIFY_CA,
            "agent_cached_clean_steps",
            "agent_cached_clean_steps_refreshed",
            "agent_cached_deploy_steps",
            "agent_cached_deploy_steps_refreshed",
            BOOT_ATTEMPTED);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;

    private AgentMemory() {}

    /** A secret that no other agent has: 43 characters that fit into a URL. */
    public static String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The machine is switched off or restarted. A pregenerated token stays: it is built into the boot image. */
    public static Node poweredDown(Node node) {
        var info = new LinkedHashMap<>(node.internalInfo());
        OF_A_RUNNING_AGENT.forEach(info::remove);
        if (!Boolean.TRUE.equals(info.get(TOKEN_PREGENERATED))) {
            info.remove(TOKEN);
        }
        return node.with(NodeFields.DRIVER_INTERNAL_INFO, info);
    }

    /** A flow with an agent begins or ends: nothing of an agent is known. */
    public static Node forgotten(Node node) {
        return poweredDown(node).withInternal(TOKEN, null).withInternal(TOKEN_PREGENERATED, null);
    }
}
