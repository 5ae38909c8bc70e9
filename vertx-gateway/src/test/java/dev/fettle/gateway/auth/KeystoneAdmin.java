package dev.fettle.gateway.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes projects, users and tokens in a Keystone. */
public final class KeystoneAdmin {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final String password;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    KeystoneAdmin(String url, String password) {
        this.url = url;
        this.password = password;
    }

    static boolean answers(String url) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + "/v3")).timeout(Duration.ofSeconds(5));
            return client.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // not yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return url;
    }

    /** @return id of the project of that name, made when needed */
    public String project(String name) {
        return ids.computeIfAbsent("projects " + name, _ -> made("projects", "project", Map.of("name", name)));
    }

    /** @return id of the user of that name, made when needed; the password is the name */
    public String user(String name) {
        return ids.computeIfAbsent(
                "users " + name,
                _ -> made("users", "user", Map.of("name", name, "password", name, "domain_id", "default")));
    }

    public void assignProject(String user, String role, String project) {
        put("/v3/projects/" + project(project) + "/users/" + user(user) + "/roles/" + role(role));
    }

    public void assignSystem(String user, String role) {
        put("/v3/system/users/" + user(user) + "/roles/" + role(role));
    }

    public String projectToken(String user, String project) {
        return token(user, user, Map.of("project", Map.of("id", project(project))));
    }

    public String systemToken(String user) {
        return token(user, user, Map.of("system", Map.of("all", true)));
    }

    public void revoke(String token) {
        var reply = send("DELETE", "/v3/auth/tokens", Map.of(), adminToken(), token);
        check(reply, 204);
    }

    /** Also revokes all tokens of the user. */
    public void setPassword(String user, String value) {
        var body = Map.<String, Object>of("user", Map.of("password", value));
        check(send("PATCH", "/v3/users/" + user(user), body, adminToken(), ""), 200);
    }

    private String adminToken() {
        return token("admin", password, Map.of("system", Map.of("all", true)));
    }

    private String token(String user, String secret, Map<String, Object> scope) {
        var who = Map.of("name", user, "password", secret, "domain", Map.of("id", "default"));
        var identity = Map.of("methods", new String[] {"password"}, "password", Map.of("user", who));
        var reply =
                send("POST", "/v3/auth/tokens", Map.of("auth", Map.of("identity", identity, "scope", scope)), "", "");
        check(reply, 201);
        return reply.headers().firstValue("X-Subject-Token").orElseThrow();
    }

    private String role(String name) {
        return ids.computeIfAbsent("roles " + name, _ -> made("roles", "role", Map.of("name", name)));
    }

    private String made(String collection, String one, Map<String, Object> body) {
        var found = read(send("GET", "/v3/" + collection + "?name=" + body.get("name"), Map.of(), adminToken(), ""))
                .get(collection);
        if (!found.isEmpty()) {
            return found.get(0).get("id").asText();
        }
        var reply = send("POST", "/v3/" + collection, Map.of(one, body), adminToken(), "");
        check(reply, 201);
        return read(reply).get(one).get("id").asText();
    }

    private void put(String path) {
        check(send("PUT", path, Map.of(), adminToken(), ""), 204);
    }

    private HttpResponse<String> send(
            String method, String path, Map<String, Object> body, String token, String subject) {
        // a client for each request: the little server closes connections that clients believe to be open
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body.isEmpty()
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
            if (!token.isEmpty()) {
                request.header("X-Auth-Token", token);
            }
            if (!subject.isEmpty()) {
                request.header("X-Subject-Token", subject);
            }
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void check(HttpResponse<String> reply, int status) {
        if (reply.statusCode() != status) {
            throw new AssertionError(reply.uri() + " answered " + reply.statusCode() + ": " + reply.body());
        }
    }

    private static JsonNode read(HttpResponse<String> reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
