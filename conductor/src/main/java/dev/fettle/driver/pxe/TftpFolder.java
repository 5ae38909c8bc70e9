package dev.fettle.driver.pxe;

import dev.fettle.config.PxeOptions;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the files of one node are under {@code [pxe]tftp_root}. Names are made of its UUID and of MAC addresses only. */
record TftpFolder(Path root, UUID node, List<String> macs) {
    static final String KERNEL = "deploy_kernel";
    static final String RAMDISK = "deploy_ramdisk";

    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    static TftpFolder of(NodeTask task) {
        var macs = task.ports().stream()
                .filter(port -> port.require(PortFields.PXE_ENABLED))
                .map(TftpFolder::mac)
                .toList();
        return new TftpFolder(
                Path.of(task.config().get(PxeOptions.TFTP_ROOT)), task.node().uuid(), macs);
    }

    /** A file of the node's own folder, which is created. */
    Path create(String name) {
        try {
            var folder = root.resolve(node.toString());
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder.resolve(name);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** As the TFTP server sees it. */
    String served(String name) {
        return node + "/" + name;
    }

    /** Writes what pxelinux and GRUB load for each network card of the node. */
    void writeConfigs(NodeTask task, String pxelinux, String grub) {
        for (var mac : macs) {
            write(task, pxelinuxConfig(mac), pxelinux);
            write(task, grubConfig(mac), grub);
        }
    }

    void removeConfigs() {
        for (var mac : macs) {
            remove(List.of(pxelinuxConfig(mac), grubConfig(mac)));
        }
    }

    void removeFiles() {
        var folder = root.resolve(node.toString());
        try (var files = Files.exists(folder) ? Files.list(folder) : Stream.<Path>empty()) {
            var all = new ArrayList<>(files.toList());
            all.add(folder);
            remove(all);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Path pxelinuxConfig(String mac) {
        return root.resolve("pxelinux.cfg").resolve("01-" + mac.replace(':', '-'));
    }

    private Path grubConfig(String mac) {
        return root.resolve("grub.cfg-01-" + mac.replace(':', '-'));
    }

    private void write(NodeTask task, Path file, String text) {
        try {
            var folder = file.resolveSibling("");
            Files.createDirectories(folder);
            var part = Files.createTempFile(folder.toAbsolutePath(), ".part-", null);
            try {
                Files.writeString(part, text);
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
                task.ensureLockHeld();
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void remove(List<Path> files) {
        try {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private FaultException unusable(IOException e) {
        return new FaultException(
                FaultCode.INTERNAL,
                "The boot files of node " + node + " can not be changed ("
                        + e.getClass().getSimpleName()
                        + "). Let the conductor write to [pxe]tftp_root, and see that the disk is not full.",
                e);
    }

    private static String mac(Port port) {
        var mac = port.address().toLowerCase(Locale.ROOT);
        if (!MAC.matcher(mac).matches()) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "The address of " + port
                            + " is not an Ethernet MAC address; correct it or set pxe_enabled to false.");
        }
        return mac;
    }
}
