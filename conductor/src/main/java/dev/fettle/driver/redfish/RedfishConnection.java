package dev.fettle.driver.redfish;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fettle.config.RedfishOptions;
import dev.fettle.driver.redfish.RedfishInfo.AuthType;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.bmc.BmcGate;
import dev.fettle.driver.spi.bmc.BmcGate.Access;
import dev.fettle.driver.spi.net.HttpAnswer;
import dev.fettle.driver.spi.net.HttpCall;
import dev.fettle.driver.spi.net.HttpFailure;
import dev.fettle.driver.spi.net.HttpFailure.Stage;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.driver.spi.net.WireJson;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One task's way to a BMC: authentication, retries, limits. A read is repeated when the connection fails; a write only when it surely never
 * left, else {@link LostAnswerException}. Rules: {@code contract/drivers.md} section 10.
 */
final class RedfishConnection {
    private static final int MAX_BODY = 4 << 20;

    private final NodeTask task;
    private final RedfishInfo info;
    private final RedfishSession session;
    private final OutboundHttp http;
    private final BmcGate gate;

    RedfishConnection(NodeTask task, RedfishInfo info, RedfishSession session, OutboundHttp http, BmcGate gate) {
        this.task = task;
        this.info = info;
        this.session = session;
        this.http = http;
        this.gate = gate;
    }

    RedfishInfo info() {
        return info;
    }

    RedfishSession session() {
        return session;
    }

    /** Whatever the BMC answers, 404 included; 401 and what is no JSON are faults. */
    RedfishAnswer get(String path) {
        var answer = authenticated("GET", path, null, Map.of(), Access.READ);
        if (answer.ok() && answer.body().isMissingNode()) {
            throw error(path, "is empty or no valid JSON");
        }
        return answer;
    }

    /** A resource that must be there. */
    RedfishAnswer require(String path) {
        var answer = get(path);
        if (!answer.ok()) {
            throw error(path, "cannot be read (" + answer.reason() + ")");
        }
        return answer;
    }

    /** @param body null: no body at all */
    RedfishAnswer post(String path, @Nullable Object body) {
        return authenticated("POST", path, body, Map.of(), Access.WRITE);
    }

    RedfishAnswer patch(RedfishAnswer resource, String path, Object body) {
        var headers = resource.etag().map(etag -> Map.of("If-Match", etag)).orElse(Map.of());
        return authenticated("PATCH", path, body, headers, Access.WRITE);
    }

    FaultException error(String path, String problem) {
        return new FaultException(
                FaultCode.REDFISH_ERROR,
                "The resource " + path + " of the BMC at " + info.bmc() + " " + problem
                        + ". Check redfish_address and redfish_system_id, and the BMC's own log.");
    }

    private RedfishAnswer authenticated(
            String method, String path, @Nullable Object body, Map<String, String> headers, Access access) {
        var credentials = credentials();
        var answer = send(method, path, body, merged(headers, credentials), access);
        var token = credentials.get("X-Auth-Token");
        if (answer.status() == 401 && token != null) {
            session.expired(token);
            answer = send(method, path, body, merged(headers, credentials()), access);
        }
        if (answer.status() == 401) {
            throw new FaultException(
                    FaultCode.REDFISH_ERROR,
                    "The BMC at " + info.bmc()
                            + " refuses the credentials. Check redfish_username and redfish_password in driver_info.");
        }
        return answer;
    }

    private Map<String, String> credentials() {
        if (info.username().isEmpty()) {
            return Map.of();
        }
        if (info.authType() != AuthType.BASIC && !session.basicOnly()) {
            session.token().ifPresentOrElse(_ -> {}, this::logIn);
            if (session.token().isPresent()) {
                return Map.of("X-Auth-Token", session.token().get());
            }
        }
        var pair = info.username().get() + ":" + info.password().orElse("");
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private void logIn() {
        var path = info.root() + "SessionService/Sessions";
        var body = Map.of(
                "UserName",
                info.username().orElse(""),
                "Password",
                info.password().orElse(""));
        var answer = exchange("POST", path, WireJson.text(body), Map.of(), Access.READ, true);
        var token = answer.header("X-Auth-Token");
        if (answer.ok() && token.isPresent()) {
            session.loggedIn(token.get());
        } else if (answer.status() == 401 || answer.status() == 403) {
            throw new FaultException(
                    FaultCode.REDFISH_ERROR,
                    "The BMC at " + info.bmc() + " refuses to log in (HTTP " + answer.status()
                            + "). Check redfish_username and redfish_password in driver_info.");
        } else if (info.authType() == AuthType.SESSION) {
            throw error(path, "offers no sessions (HTTP " + answer.status() + "); use redfish_auth_type basic or auto");
        } else {
            session.useBasic();
        }
    }

    private RedfishAnswer send(
            String method, String path, @Nullable Object body, Map<String, String> headers, Access access) {
        var text = body == null ? null : WireJson.text(body);
        var answer = exchange(method, path, text, headers, access, access == Access.READ);
        var json = WireJson.parse(answer.body()).orElse(MissingNode.getInstance());
        var etag = answer.header("ETag")
                .or(() -> java.util.Optional.ofNullable(json.path("@odata.etag").textValue()))
                .filter(value -> value.matches("[\\x21-\\x7e]{1,256}")); // goes into a header
        return new RedfishAnswer(answer.status(), json, etag);
    }

    private HttpAnswer exchange(
            String method,
            String path,
            @Nullable String body,
            Map<String, String> headers,
            Access access,
            boolean repeatable) {
        var attempts = Math.max(1, task.config().get(RedfishOptions.CONNECTION_ATTEMPTS));
        for (var attempt = 1; ; attempt++) {
            try {
                return once(call(method, path, body, headers), access);
            } catch (HttpFailure failure) {
                if (failure.stage() == Stage.UNUSABLE) {
                    throw error(path, "cannot be used: " + failure.getMessage());
                }
                if (failure.stage() == Stage.LOST && !repeatable) {
                    throw new LostAnswerException(method + " " + path + ": " + failure.getMessage(), failure);
                }
                if (attempt >= attempts) {
                    throw unreachable(failure, attempt);
                }
            }
            task.pause(task.config().get(RedfishOptions.CONNECTION_RETRY_INTERVAL));
        }
    }

    private HttpAnswer once(HttpCall call, Access access) throws HttpFailure {
        var patience = task.config().get(RedfishOptions.READ_TIMEOUT).multipliedBy(2);
        try (var turn = gate.enter(info.bmc(), access, patience, FaultCode.REDFISH_CONNECTION_ERROR)) {
            if (access == Access.WRITE) {
                task.ensureLockHeld();
            }
            try {
                var answer = http.send(call);
                turn.answered();
                return answer;
            } catch (HttpFailure failure) {
                if (failure.stage() == Stage.UNUSABLE) {
                    turn.answered();
                } else {
                    turn.unreachable();
                }
                throw failure;
            }
        }
    }

    private HttpCall call(String method, String path, @Nullable String body, Map<String, String> headers) {
        if (!RedfishPath.isSafe(path)) {
            throw error("(unprintable)", "has a path that is refused: it must be absolute and stay on the BMC");
        }
        var all = merged(headers, Map.of("OData-Version", "4.0", "Accept-Encoding", "identity"));
        return new HttpCall(
                method,
                URI.create(info.address() + path),
                all,
                body,
                info.tls(),
                task.config().get(RedfishOptions.CONNECT_TIMEOUT),
                task.config().get(RedfishOptions.READ_TIMEOUT),
                MAX_BODY);
    }

    private FaultException unreachable(HttpFailure failure, int attempts) {
        return new FaultException(
                FaultCode.REDFISH_CONNECTION_ERROR,
                "The BMC at " + info.bmc() + " cannot be reached (" + attempts + " tries; " + failure.getMessage()
                        + "). Check redfish_address, redfish_verify_ca and the network of the BMC.",
                failure);
    }

    private static Map<String, String> merged(Map<String, String> some, Map<String, String> others) {
        var all = new LinkedHashMap<>(some);
        all.putAll(others);
        return all;
    }
}
