package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.tools.launcher.start.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as an operator runs it: as a process. */
class UpIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Pattern URL = Pattern.compile("Fettle answers at (http://\\S+)");

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @Test
    void servesKeepsItsDataAndLeavesNothingBehind() throws Exception {
        var first = up("first");
        var url = url(first, "first");
        assertThat(get(url + "/v1/nodes").body()).contains("\"nodes\":[]");
        assertThat(post(url + "/v1/nodes", "{\"driver\":\"fake-hardware\",\"name\":\"kept\"}")
                        .statusCode())
                .isEqualTo(201);
        var children = first.descendants().toList();
        assertThat(children).isNotEmpty();

        first.destroy();
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isEqualTo(143);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(output("first.err")).doesNotContain("could not stop");

        var second = up("second");
        assertThat(get(url(second, "second") + "/v1/nodes").body()).contains("kept");
    }

    @Test
    void aKilledProcessIsNoObstacleForTheNext() throws Exception {
        var killed = up("killed");
        var url = url(killed, "killed");
        assertThat(post(url + "/v1/nodes", "{\"driver\":\"fake-hardware\",\"name\":\"kept\"}")
                        .statusCode())
                .isEqualTo(201);
        var orphans = killed.descendants().toList();
        killed.destroyForcibly();
        assertThat(killed.waitFor(10, TimeUnit.SECONDS)).isTrue();

        var next = up("next");
        assertThat(get(url(next, "next") + "/v1/nodes").body()).contains("kept");
        assertThat(orphans).noneMatch(ProcessHandle::isAlive);
        assertThat(output("next.err")).contains("left behind by an earlier process that was killed");
    }

    @Test
    void oneDataDirectoryServesOneProcess() throws Exception {
        var first = up("first");
        var url = url(first, "first");
        var second = up("second");
        assertThat(second.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(output("second.err"))
                .contains("is in use by another Fettle (process " + first.pid() + " at " + url + ")");
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        for (var process : processes) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private Process up(String name) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.fettle.tools.launcher.Main",
                        "up",
                        "--data-dir",
                        folder.resolve("data").toString(),
                        "--port",
                        "0")
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private String url(Process process, String name) {
        assertThat(Await.until(LIMIT, () -> URL.matcher(output(name + ".out")).find() || !process.isAlive()))
                .isTrue();
        var matcher = URL.matcher(output(name + ".out"));
        assertThat(matcher.find()).as(() -> output(name + ".err")).isTrue();
        return matcher.group(1);
    }

    private String output(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return send(request(url).GET());
    }

    private static HttpResponse<String> post(String url, String body) throws Exception {
        return send(request(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header("X-OpenStack-Ironic-API-Version", "latest");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
