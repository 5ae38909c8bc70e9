package dev.fettle.driver.agent;

import dev.fettle.config.AgentOptions;
import dev.fettle.driver.spi.InfoDocument;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.net.EgressGuard;
import dev.fettle.driver.spi.net.TlsTrust;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where the agent of a node is and how to know it. The URL comes from a heartbeat: it passes the egress guard each time it is used.
 *
 * @param base without a slash at its end
 * @param token empty when the node has none; the agent will refuse then
 */
record AgentAddress(URI base, Optional<String> token, TlsTrust tls) {

    static boolean isKnown(NodeTask task) {
        return task.node().internalText("agent_url") != null;
    }

    /** @throws FaultException {@code AGENT_CONNECTION_FAILED} when no agent has called yet; blocks for a name look-up */
    static AgentAddress of(NodeTask task) {
        var url = task.node().internalText("agent_url");
        if (url == null) {
            throw new FaultException(
                    FaultCode.AGENT_CONNECTION_FAILED,
                    "No agent of node " + task.node().uuid()
                            + " has called yet. Check that the machine boots the ramdisk and reaches the API.");
        }
        var schemes = task.config().get(AgentOptions.REQUIRE_TLS) ? Set.of("https") : Set.of("http", "https");
        var base = EgressGuard.of(task.config()).check("The agent's callback URL", url, schemes);
        if (base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE, "The agent's callback URL must not have a query or a fragment.");
        }
        return new AgentAddress(
                URI.create(url.replaceAll("/+$", "")),
                Optional.ofNullable(task.node().internalText("agent_secret_token")),
                trust(task));
    }

    private static TlsTrust trust(NodeTask task) {
        var stored = task.node().internalText("agent_verify_ca"); // the path of the certificate that the agent sent
        if (stored != null) {
            return TlsTrust.of(stored);
        }
        var info = new InfoDocument("driver_info", task.node().driverInfo());
        var given = info.raw("agent_verify_ca") instanceof Boolean flag
                ? Optional.of(flag.toString())
                : info.text("agent_verify_ca");
        return TlsTrust.of(given.orElseGet(() -> task.config().get(AgentOptions.VERIFY_CA)));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return base.getScheme() + "://" + base.getRawAuthority();
    }
}
