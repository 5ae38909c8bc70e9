package dev.fettle.driver.redfish;

import dev.fettle.driver.redfish.RedfishInfo.AuthType;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.bmc.BmcGate;
import dev.fettle.driver.spi.net.EgressGuard;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.driver.spi.net.TlsTrust;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Opens connections to Redfish BMCs and keeps their sessions: the 1,000 used last. Thread-safe; one for all Redfish interfaces. */
public final class RedfishClient {
    /** The one that all interfaces found by {@code ServiceLoader} share. */
    static final RedfishClient SHARED = new RedfishClient(BmcGate.SHARED);

    private static final int MAX_SESSIONS = 1000;

    private final OutboundHttp http = new OutboundHttp();
    private final BmcGate gate;
    private final Map<Account, RedfishSession> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Account, RedfishSession> eldest) {
            return size() > MAX_SESSIONS;
        }
    };

    public RedfishClient(BmcGate gate) {
        this.gate = gate;
    }

    /** @param passwordHash so that a changed password starts a new session and no password is kept here */
    private record Account(
            String address, String root, Optional<String> username, String passwordHash, TlsTrust tls, AuthType auth) {}

    /** Checks driver_info and where the address leads; sends nothing yet. */
    RedfishConnection open(NodeTask task) {
        var info = RedfishInfo.of(task);
        EgressGuard.of(task.config()).checkAddresses("driver_info/redfish_address", info.address());
        return new RedfishConnection(task, info, session(info), http, gate);
    }

    private RedfishSession session(RedfishInfo info) {
        var account = new Account(
                info.address().toString(),
                info.root(),
                info.username(),
                hash(info.password().orElse("")),
                info.tls(),
                info.authType());
        synchronized (sessions) {
            return sessions.computeIfAbsent(account, _ -> new RedfishSession());
        }
    }

    private static String hash(String password) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
