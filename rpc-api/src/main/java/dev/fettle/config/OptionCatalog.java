package dev.fettle.config;

import java.util.List;
import java.util.stream.Stream;

/** Every option that Fettle knows. */
public final class OptionCatalog {
    public static final List<Option<?>> ALL = Stream.of(
                    DefaultOptions.ALL,
                    ApiOptions.ALL,
                    ConductorOptions.ALL,
                    DeployOptions.ALL,
                    AgentOptions.ALL,
                    IpmiOptions.ALL,
                    PxeOptions.ALL,
                    RedfishOptions.ALL,
                    InspectorOptions.ALL,
                    AutoDiscoveryOptions.ALL,
                    FakeOptions.ALL,
                    RabbitOptions.ALL,
                    DatabaseOptions.ALL,
                    HealthcheckOptions.ALL,
                    CorsOptions.ALL,
                    ProxyOptions.ALL,
                    KeystoneOptions.ALL,
                    PolicyOptions.ALL,
                    FettleOptions.ALL)
            .<Option<?>>flatMap(List::stream)
            .toList();

    private OptionCatalog() {}
}
