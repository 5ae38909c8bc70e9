package dev.fettle.tools.sim;

import dev.fettle.tools.sim.web.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Runs a fleet until it is stopped; prints one line of JSON with all addresses when it is ready. */
public final class SimMain {
    private static final String USAGE = """
            Usage: SimMain [options]
              --machines N         how many                                   (10)
              --first N            number of the first one                    (1)
              --host ADDRESS       to listen on                               (127.0.0.1)
              --port P             of the shared listener, 0 for any          (0)
              --api URL            where agents find the API, unless their ramdisk says
              --shared-port        BMCs and agents on paths of the shared port, not on ports of their own
              --bmc-tls            BMCs are reached by https
              --agent-tls          agents are reached by https
              --boot-delay MS      from power on to the agent's lookup        (200)
              --step-time MS       how long each step takes                   (50)
              --heartbeat MS       between heartbeats; 0: as the API says     (1000)
              --image-bytes N      size of the served image                   (1048576)
              --real-timing        the waits of the real agent
              --open-reads         commands can be listed without a token, which older conductors need
            """;

    private SimMain() {}

    @SuppressWarnings("SystemOut") // the line of JSON is the interface
    public static void main(String[] args) throws IOException, InterruptedException {
        SimConfig config;
        try {
            config = parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        var fleet = SimulatedFleet.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(fleet::close, "sim-stop"));
        System.out.println(ready(fleet));
        new CountDownLatch(1).await();
    }

    static SimConfig parse(String[] args) {
        var config = SimConfig.of(10, null);
        for (int i = 0; i < args.length; i++) {
            config = switch (args[i]) {
                case "--shared-port" -> config.withSharedPort();
                case "--bmc-tls" -> config.withTls(true, config.agentTls());
                case "--agent-tls" -> config.withTls(config.bmcTls(), true);
                case "--open-reads" -> config.withOpenReads();
                case "--real-timing" -> config.withRealTiming();
                default -> {
                    if (i + 1 == args.length) {
                        throw new IllegalArgumentException("unknown option, or one without its value: " + args[i]);
                    }
                    yield set(config, args[i], args[++i]);
                }
            };
        }
        return config;
    }

    private static SimConfig set(SimConfig config, String option, String value) {
        return switch (option) {
            case "--machines" -> config.withMachines(number(option, value));
            case "--first" -> config.withFirstNumber(number(option, value));
            case "--host" -> config.withHost(value);
            case "--port" -> config.withPort(number(option, value));
            case "--api" -> config.withApiUrl(value);
            case "--boot-delay" -> config.withBootDelay(Duration.ofMillis(number(option, value)));
            case "--step-time" -> config.withStepDuration(Duration.ofMillis(number(option, value)));
            case "--heartbeat" -> {
                int millis = number(option, value);
                yield config.withHeartbeatInterval(millis == 0 ? null : Duration.ofMillis(millis));
            }
            case "--image-bytes" -> config.withImageBytes(number(option, value));
            default -> throw new IllegalArgumentException("unknown option: " + option);
        };
    }

    private static int number(String option, String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(option + " needs a number, not " + value);
        }
        return Integer.parseInt(value);
    }

    private static String ready(SimulatedFleet fleet) {
        var machines = fleet.machines().stream()
                .map(machine -> Json.object(
                        "id", machine.id(),
                        "uuid", machine.uuid(),
                        "macs", machine.hardware().macs(),
                        "redfish_address", machine.redfishAddress(),
                        "redfish_system_id", machine.redfishSystemId()))
                .toList();
        return Json.object(
                        "url", fleet.url(),
                        "image_url", fleet.imageUrl(),
                        "image_sha256", fleet.imageSha256(),
                        "iso_url", fleet.isoUrl(),
                        "redfish_username", fleet.user(),
                        "redfish_password", fleet.password(),
                        "certificate", fleet.certificate(),
                        "machines", machines)
                .toString();
    }
}
