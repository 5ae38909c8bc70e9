package dev.fettle.config;

import java.time.Duration;
import java.util.List;

/** What only Fettle has. */
public final class FettleOptions {
    private static final String GROUP = "fettle";

    public static final Option<List<String>> EGRESS_REFUSED_NETWORKS = Option.list(
            GROUP,
            "egress_refused_networks",
            "0.0.0.0/8,169.254.0.0/16,224.0.0.0/4,255.255.255.255/32,::/128,fe80::/10,ff00::/8,fd00:ec2::254/128",
            "Networks that addresses in node data may not lead to. Default: unspecified, link-local with cloud metadata, multicast and broadcast; add 127.0.0.0/8,::1/128 to shut off the machine itself.");

    public static final Option<Duration> IMAGE_DOWNLOAD_TIMEOUT = Option.seconds(
            GROUP, "image_download_timeout", 1800, "Limit of fetching one image of virtual media, in seconds.");

    static final List<Option<?>> ALL = List.of(EGRESS_REFUSED_NETWORKS, IMAGE_DOWNLOAD_TIMEOUT);

    private FettleOptions() {}
}
