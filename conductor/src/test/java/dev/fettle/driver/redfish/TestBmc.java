package dev.fettle.driver.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.net.TestServer;
import dev.fettle.driver.spi.net.TestServer.Reply;
import dev.fettle.driver.spi.net.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** A BMC with one system, sessions, ETags and a virtual CD drive, behind real HTTP. */
public final class TestBmc implements AutoCloseable {
    public static final String SYSTEM = "/redfish/v1/Systems/1";
    static final String USER = "admin";
    static final String PASSWORD = "s3cret-canary";

    private final Map<String, Object> boot = new LinkedHashMap<>(Map.of(
            "BootSourceOverrideTarget",
            "None",
            "BootSourceOverrideEnabled",
            "Disabled",
            "BootSourceOverrideMode",
            "UEFI"));
    private final Set<String> sessions = new HashSet<>();
    private final List<String> resets = new ArrayList<>();
    private final List<String> bootWrites = new ArrayList<>();
    private final Deque<Refusal> refusals = new ArrayDeque<>();
    private final Map<String, Object> extraSystem = new LinkedHashMap<>();
    private final TestResources resources = new TestResources();
    private final TestServer server = new TestServer(this::answer);
    private String power = "Off";
    private String image = "";
    private boolean inserted;
    private int inserts;
    private int ejects;
    private int etag = 1;
    private int sessionsMade;
    private boolean hasSessions = true;
    private List<String> systems = List.of(SYSTEM);
    private Runnable whenBooted = () -> {};

    private record Refusal(Predicate<String> request, Reply reply) {}

    public TestServer server() {
        return server;
    }

    /** Fills in driver_info. */
    public TestNodeTask task() {
        return new TestNodeTask()
                .driverInfo("redfish_address", server.url())
                .driverInfo("redfish_system_id", SYSTEM)
                .driverInfo("redfish_username", USER)
                .driverInfo("redfish_password", PASSWORD)
                .driverInfo("deploy_iso", "http://192.0.2.1/agent.iso");
    }

    /** Answers the next request like this one in this way, instead of serving it. */
    synchronized TestBmc refuseOnce(String methodAndPathPart, int status, String body) {
        refusals.add(new Refusal(request -> request.contains(methodAndPathPart), new Reply(status, body)));
        return this;
    }

    synchronized void power(String word) {
        power = word;
    }

    /** As an operating system does that shuts down. */
    public synchronized void powerOffByItself() {
        power = "Off";
    }

    public synchronized String power() {
        return power;
    }

    /** Types of all resets carried out. */
    public synchronized List<String> resets() {
        return List.copyOf(resets);
    }

    synchronized List<String> bootWrites() {
        return List.copyOf(bootWrites);
    }

    public synchronized int inserts() {
        return inserts;
    }

    public synchronized int ejects() {
        return ejects;
    }

    public synchronized boolean inserted() {
        return inserted;
    }

    synchronized String image() {
        return image;
    }

    synchronized void insertedByHand(String url) {
        inserted = true;
        image = url;
    }

    synchronized int sessionsMade() {
        return sessionsMade;
    }

    synchronized void expireSessions() {
        sessions.clear();
    }

    synchronized TestBmc withoutSessions() {
        hasSessions = false;
        return this;
    }

    synchronized TestBmc systems(String... paths) {
        systems = List.of(paths);
        return this;
    }

    synchronized TestBmc system(String key, Object value) {
        extraSystem.put(key, value);
        return this;
    }

    synchronized TestBmc resource(String path, String json) {
        resources.put(path, json);
        return this;
    }

    /** The resources given by {@link #resource}. */
    synchronized TestResources resources() {
        return resources;
    }

    /** Runs when the machine is switched on while a CD is in and is the boot device. */
    public synchronized void whenBootedFromCd(Runnable boots) {
        whenBooted = boots;
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Reply answer(String method, String path, Map<String, List<String>> headers, String body) {
        var request = method + " " + path;
        for (var refusal : refusals) {
            if (refusal.request().test(request)) {
                refusals.remove(refusal);
                return refusal.reply();
            }
        }
        if (request.equals("POST /redfish/v1/SessionService/Sessions")) {
            return logIn(json(body));
        }
        if (!isKnown(headers)) {
            return new Reply(401, message("Base.1.8.NoValidSession", "There is no valid session."));
        }
        return switch (request) {
            case "GET /redfish/v1/Systems" -> collection(systems);
            case "GET " + SYSTEM -> new Reply(200, WireJson.text(system()), Map.of("ETag", "\"" + etag + "\""));
            case "PATCH " + SYSTEM -> patch(headers, json(body));
            case "POST " + SYSTEM + "/Actions/ComputerSystem.Reset" ->
                reset(json(body).path("ResetType").asText());
            case "GET " + SYSTEM + "/VirtualMedia" -> collection(List.of(SYSTEM + "/VirtualMedia/Cd"));
            case "GET " + SYSTEM + "/VirtualMedia/Cd" -> new Reply(200, WireJson.text(drive()));
            case "POST " + SYSTEM + "/VirtualMedia/Cd/Actions/VirtualMedia.InsertMedia" -> insert(json(body));
            case "POST " + SYSTEM + "/VirtualMedia/Cd/Actions/VirtualMedia.EjectMedia" -> eject();
            default ->
                resources.knows(path)
                        ? resources.answer(method, path, body)
                        : new Reply(404, message("Base.1.8.ResourceMissingAtURI", "There is no " + path));
        };
    }

    private Reply logIn(JsonNode body) {
        if (!hasSessions) {
            return new Reply(404, "");
        }
        if (!body.path("UserName").asText().equals(USER)
                || !body.path("Password").asText().equals(PASSWORD)) {
            return new Reply(401, message("Base.1.8.ResourceAtUriUnauthorized", "Wrong."));
        }
        var token = "token-" + ++sessionsMade;
        sessions.add(token);
        return new Reply(
                201,
                "{}",
                Map.of("X-Auth-Token", token, "Location", "/redfish/v1/SessionService/Sessions/" + sessionsMade));
    }

    private boolean isKnown(Map<String, List<String>> headers) {
        var basic =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return headers.getOrDefault("X-auth-token", List.of()).stream().anyMatch(sessions::contains)
                || headers.getOrDefault("Authorization", List.of()).contains(basic);
    }

    private Map<String, Object> system() {
        var system = new LinkedHashMap<String, Object>();
        system.put("@odata.id", SYSTEM);
        system.put("PowerState", power);
        system.put("Manufacturer", "Example Inc.");
        system.put("Status", Map.of("Health", "OK"));
        system.put("Boot", boot);
        system.put("VirtualMedia", Map.of("@odata.id", SYSTEM + "/VirtualMedia"));
        system.put(
                "Actions",
                Map.of(
                        "#ComputerSystem.Reset",
                        Map.of(
                                "target",
                                SYSTEM + "/Actions/ComputerSystem.Reset",
                                "ResetType@Redfish.AllowableValues",
                                List.of(
                                        "On",
                                        "ForceOff",
                                        "ForceRestart",
                                        "GracefulShutdown",
                                        "GracefulRestart",
                                        "Nmi"))));
        system.putAll(extraSystem);
        return system;
    }

    private Map<String, Object> drive() {
        var actions = SYSTEM + "/VirtualMedia/Cd/Actions/VirtualMedia.";
        return Map.of(
                "MediaTypes",
                List.of("CD", "DVD"),
                "Inserted",
                inserted,
                "Image",
                image,
                "Actions",
                Map.of(
                        "#VirtualMedia.InsertMedia", Map.of("target", actions + "InsertMedia"),
                        "#VirtualMedia.EjectMedia", Map.of("target", actions + "EjectMedia")));
    }

    private Reply patch(Map<String, List<String>> headers, JsonNode body) {
        var match =
                headers.getOrDefault("If-match", List.of("\"" + etag + "\"")).getFirst();
        if (!match.equals("\"" + etag + "\"")) {
            return new Reply(412, message("Base.1.8.PreconditionFailed", "Changed meanwhile."));
        }
        bootWrites.add(body.path("Boot").toString());
        body.path("Boot")
                .properties()
                .forEach(entry -> boot.put(entry.getKey(), entry.getValue().asText()));
        etag++;
        return new Reply(204, "");
    }

    private Reply reset(String type) {
        var target = type.equals("ForceOff") || type.equals("GracefulShutdown") ? "Off" : "On";
        if (type.equals("Nmi")) {
            resets.add(type);
            return new Reply(204, "");
        }
        var same = power.equals(target) && !type.endsWith("Restart");
        if (same) {
            return new Reply(409, message("Base.1.8.ActionParameterValueConflict", "Already " + target));
        }
        resets.add(type);
        resources.restarted();
        power = target;
        etag++;
        if (target.equals("On") && inserted && Objects.equals(boot.get("BootSourceOverrideTarget"), "Cd")) {
            if (Objects.equals(boot.get("BootSourceOverrideEnabled"), "Once")) {
                boot.put("BootSourceOverrideEnabled", "Disabled");
                boot.put("BootSourceOverrideTarget", "None");
            }
            whenBooted.run();
        }
        return new Reply(204, "");
    }

    private Reply insert(JsonNode body) {
        if (inserted) {
            return new Reply(500, message("Base.1.8.ResourceInUse", "A medium is in."));
        }
        inserted = true;
        image = body.path("Image").asText();
        inserts++;
        return new Reply(204, "");
    }

    private Reply eject() {
        inserted = false;
        image = "";
        ejects++;
        return new Reply(204, "");
    }

    private static Reply collection(List<String> members) {
        return new Reply(
                200,
                WireJson.text(Map.of(
                        "Members",
                        members.stream().map(path -> Map.of("@odata.id", path)).toList())));
    }

    static String message(String id, String text) {
        return WireJson.text(
                Map.of("error", Map.of("@Message.ExtendedInfo", List.of(Map.of("MessageId", id, "Message", text)))));
    }

    private static JsonNode json(String body) {
        return WireJson.parse(body).orElseThrow();
    }
}
