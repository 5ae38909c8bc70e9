package dev.fettle.conductor.agent;

import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The certificates that agents made for themselves, one file per node; the first one counts until the agent is forgotten. */
public final class AgentCertificates {
    private static final int LARGEST = 64 * 1024;

    private final Path folder;

    public AgentCertificates(Path folder) {
        this.folder = folder;
    }

    /**
     * Stores the certificate that came with a heartbeat.
     *
     * @return path of the file; empty when none was sent
     * @throws FaultException {@code INVALID_PARAMETER_VALUE} when it differs from the one stored
     */
    public Optional<String> keep(Node node, @Nullable String certificate) {
        if (certificate == null) {
            return Optional.empty();
        }
        if (certificate.length() > LARGEST || !certificate.contains("-----BEGIN CERTIFICATE-----")) {
            throw invalid(node, "is not a PEM certificate of at most 64 KiB");
        }
        var file = folder.resolve(node.uuid() + ".crt");
        try {
            if (node.internalText(AgentMemory.VERIFY_CA) != null && Files.exists(file)) {
                requireSame(node, file, certificate);
            } else {
                Files.createDirectories(folder);
                Files.writeString(file, certificate);
            }
            return Optional.of(file.toString());
        } catch (IOException e) {
            throw new FaultException(
                    FaultCode.INTERNAL,
                    "The agent certificate of node " + node.uuid() + " can not be stored below " + folder
                            + ". Make [agent] certificates_path a folder that the conductor may write to.",
                    e);
        }
    }

    private static void requireSame(Node node, Path file, String certificate) throws IOException {
        if (!Files.readString(file).equals(certificate)) {
            throw invalid(node, "differs from the one it sent first");
        }
    }

    private static FaultException invalid(Node node, String why) {
        return new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE, "The agent_verify_ca of node " + node.uuid() + " " + why + ".");
    }
}
