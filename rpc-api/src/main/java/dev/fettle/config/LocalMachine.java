package dev.fettle.config;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the options {@code host} and {@code my_ip} are when nobody sets them. */
final class LocalMachine {
    private static final Path KERNEL_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private LocalMachine() {}

    /** The kernel's own host name; asks no name server where the kernel tells. */
    static String hostName() {
        try {
            return Files.readString(KERNEL_HOST_NAME).strip();
        } catch (IOException _) {
            return resolvedName(); // not Linux
        }
    }

    /** The address that packets to other networks leave from, or loopback without a route; sends nothing. */
    static String address() {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 9));
            var address = socket.getLocalAddress();
            return address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        } catch (SocketException | UnknownHostException _) {
            return "127.0.0.1";
        }
    }

    private static String resolvedName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
