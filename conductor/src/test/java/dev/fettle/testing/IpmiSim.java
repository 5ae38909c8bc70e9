package dev.fettle.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Real IPMI BMCs in one process of {@code ipmi_sim} (package openipmi), each on a UDP port of its own on 127.0.0.1 with a chassis of its own.
 * The simulator knows cipher suite 3 and the boot devices pxe, disk, cdrom and bios, and does not keep whether a boot device is persistent.
 */
public final class IpmiSim implements AutoCloseable {
    private static final int MOST_BMCS = 64;
    private static final int FIRST_ADDRESS = 0x20;
    /** Presence ping of RMCP/ASF. */
    private static final byte[] PING = HexFormat.of().parseHex("060000060000" + "11be" + "80" + "010000");

    private final Path folder;
    private final Process process;
    private final List<Bmc> bmcs;

    private IpmiSim(Path folder, Process process, List<Bmc> bmcs) {
        this.folder = folder;
        this.process = process;
        this.bmcs = bmcs;
    }

    /** Blocks until all BMCs answer. Without the program: skips the test, or fails it where {@code CI=true}. */
    public static IpmiSim start(int count) {
        if (count < 1 || count > MOST_BMCS) {
            throw new IllegalArgumentException("1 to " + MOST_BMCS + " BMCs");
        }
        requirePrograms("ipmi_sim", "ipmitool");
        try {
            var folder = Files.createTempDirectory("fettle-ipmi-sim-");
            for (var attempt = 1; ; attempt++) { // a free port may be taken by somebody else meanwhile
                var sim = launch(folder, count);
                if (sim.answers()) {
                    return sim;
                }
                var log = Files.readString(folder.resolve("log"));
                sim.stop();
                if (attempt == 3) {
                    sim.close();
                    throw new IllegalStateException("ipmi_sim does not answer: " + log);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("ipmi_sim can not be started", e);
        }
    }

    public Bmc bmc(int index) {
        return bmcs.get(index);
    }

    public List<Bmc> bmcs() {
        return bmcs;
    }

    /** Ends the process; the BMCs no longer answer. */
    public void stop() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException(folder + " can not be removed", e);
        }
    }

    /** One BMC and the machine behind it. */
    public record Bmc(int port, String username, String password, Path folder) {

        public String address() {
            return "127.0.0.1";
        }

        public boolean isOn() {
            return read("power").equals("1");
        }

        public void turn(boolean on) {
            write("power", on ? "1" : "0");
        }

        /** In the words of the simulator: none, pxe, default (the disk), cdrom or bios. */
        public String bootDevice() {
            return read("boot");
        }

        /** What the chassis was asked for so far, such as {@code set power 1}; each once. */
        public List<String> requests() {
            return lines("requests");
        }

        /** Requests that changed power. */
        public int powerChanges() {
            return (int) requests().stream()
                    .filter(request -> request.matches("set (power|reset|shutdown|cycle)\\b.*"))
                    .count();
        }

        private List<String> lines(String name) {
            try {
                return Files.readAllLines(folder.resolve(name));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private String read(String name) {
            return String.join("", lines(name)).strip();
        }

        private void write(String name, String text) {
            try {
                Files.writeString(folder.resolve(name), text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static IpmiSim launch(Path folder, int count) throws IOException {
        var chassis = chassis(folder);
        var ports = freePorts(count);
        var bmcs = new ArrayList<Bmc>();
        var lan = new StringBuilder("name \"fettle\"\n");
        var commands = new StringBuilder("mc_setbmc 0x20\n");
        for (var i = 0; i < count; i++) {
            var machine = Files.createDirectories(folder.resolve("machine-" + i));
            var bmc = new Bmc(ports.get(i), "admin", "secret-" + i, machine);
            bmc.turn(false);
            bmc.write("boot", "none");
            bmc.write("requests", "");
            bmcs.add(bmc);
            var address = "0x%02x".formatted(FIRST_ADDRESS + 2 * i);
            lan.append(lanConfig(address, bmc, chassis));
            commands.append(
                    "mc_add %1$s 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02%nmc_enable %1$s%n".formatted(address));
        }
        var state = Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("lan.conf"), lan);
        Files.writeString(folder.resolve("commands"), commands);
        var process = new ProcessBuilder("ipmi_sim", "-n", "-c", "lan.conf", "-f", "commands", "-s", state.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        return new IpmiSim(folder, process, List.copyOf(bmcs));
    }

    private static String lanConfig(String address, Bmc bmc, Path chassis) {
        return """
                set_working_mc %1$s
                startlan 1
                  addr 127.0.0.1 %2$d
                  priv_limit admin
                  allowed_auths_callback md2 md5
                  allowed_auths_user md2 md5
                  allowed_auths_operator md2 md5
                  allowed_auths_admin md2 md5
                  guid a123456789abcdefa123456789abcd%3$s
                endlan
                chassis_control "%4$s %5$s"
                user 2 true "%6$s" "%7$s" admin 10 md2 md5
                """.formatted(
                address, bmc.port(), address.substring(2), chassis, bmc.folder(), bmc.username(), bmc.password());
    }

    /** What the simulator runs to ask and change the chassis: arguments folder, get or set, then names (with values for set). */
    private static Path chassis(Path folder) throws IOException {
        var script = folder.resolve("chassis");
        Files.writeString(script, """
                #!/bin/sh
                cd "$1" || exit 1
                shift
                echo "$*" >> requests
                verb=$1
                shift
                while [ $# -gt 0 ]; do
                  case "$verb $1" in
                    "get power"|"get boot") echo "$1:$(cat "$1")"; shift ;;
                    "get "*) echo "$1:0"; shift ;;
                    "set power"|"set boot") echo "$2" > "$1"; shift 2 ;;
                    "set shutdown") echo 0 > power; shift 2 ;;
                    "set "*) shift 2 ;;
                    *) exit 1 ;;
                  esac
                done
                """);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private static List<Integer> freePorts(int count) throws SocketException {
        var sockets = new ArrayList<DatagramSocket>();
        try {
            for (var i = 0; i < count; i++) {
                sockets.add(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(DatagramSocket::getLocalPort).toList();
        } finally {
            sockets.forEach(DatagramSocket::close);
        }
    }

    private boolean answers() throws IOException {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(200);
            for (var bmc : bmcs) {
                while (!answers(socket, bmc)) {
                    if (System.nanoTime() > until || !process.isAlive()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean answers(DatagramSocket socket, Bmc bmc) throws IOException {
        socket.send(new DatagramPacket(PING, PING.length, InetAddress.getLoopbackAddress(), bmc.port()));
        var answer = new DatagramPacket(new byte[64], 64);
        try {
            socket.receive(answer);
            return answer.getPort() == bmc.port();
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    private static void requirePrograms(String... programs) {
        for (var program : programs) {
            var found = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            if (!found && "true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(program + " is missing: install the packages openipmi and ipmitool");
            }
            assumeTrue(found, program + " is missing: install the packages openipmi and ipmitool");
        }
    }
}
