package dev.fettle.model.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.model.provision.ProvisionState.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The picture of the table in {@code docs/provision-states.md}; {@code -Dfettle.docs.write=true} draws it anew. */
class ProvisionDiagramTest {
    private static final Path FILE = Path.of("../docs/provision-states.md");

    @Test
    void theDocumentShowsTheTable() throws IOException {
        if (Boolean.getBoolean("fettle.docs.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, document());
        }
        assertThat(FILE).content().isEqualTo(document());
    }

    private static String document() {
        return """
                # Provision states

                Drawn from `ProvisionTransitions` by `ProvisionDiagramTest`; do not edit. A caller asks for the events in capitals, the service
                fires the others. `stable` rests, `busy` has a conductor at work, `wait` waits for the agent without a lock and with a deadline,
                `hold` waits for somebody to say unhold, `failed` rests after a failure that `last_error` explains.

                ```mermaid
                stateDiagram-v2
                %s
                %s
                %s
                ```

                | State | Kind | Default target | Network | Also allowed |
                | --- | --- | --- | --- | --- |
                %s
                """.formatted(names(), moves(), classes(), rows());
    }

    private static String names() {
        return Arrays.stream(ProvisionState.values())
                .map(state -> "    state \"%s\" as %s".formatted(state.word(), state.name()))
                .collect(Collectors.joining("\n"));
    }

    private static String moves() {
        return "    [*] --> ENROLL\n"
                + ProvisionTransitions.ALL.stream()
                        .map(move -> "    %s --> %s: %s"
                                .formatted(move.from().name(), move.to().name(), label(move.event())))
                        .collect(Collectors.joining("\n"));
    }

    private static String label(ProvisionEvent event) {
        return event.verb() ? event.name() : event.word();
    }

    private static String classes() {
        return Arrays.stream(Kind.values())
                .map(kind -> "    classDef %s %s\n    class %s %s"
                        .formatted(
                                kind.name().toLowerCase(java.util.Locale.ROOT),
                                style(kind),
                                Arrays.stream(ProvisionState.values())
                                        .filter(state -> state.kind() == kind)
                                        .map(ProvisionState::name)
                                        .collect(Collectors.joining(",")),
                                kind.name().toLowerCase(java.util.Locale.ROOT)))
                .collect(Collectors.joining("\n"));
    }

    private static String style(Kind kind) {
        return switch (kind) {
            case STABLE -> "fill:#d5f0d5,stroke:#2e7d32,color:#000";
            case BUSY -> "fill:#dbe9ff,stroke:#1565c0,color:#000";
            case WAIT -> "fill:#fff4cc,stroke:#b28704,color:#000";
            case HOLD -> "fill:#eeeeee,stroke:#616161,color:#000";
            case FAILED -> "fill:#ffdada,stroke:#b71c1c,color:#000";
        };
    }

    private static String rows() {
        return Arrays.stream(ProvisionState.values())
                .map(state -> "| %s | %s | %s | %s | %s |"
                        .formatted(
                                state.word(),
                                state.kind().name().toLowerCase(java.util.Locale.ROOT),
                                state.defaultTarget().map(ProvisionState::word).orElse(""),
                                state.networkType(),
                                Arrays.stream(ProvisionState.Trait.values())
                                        .filter(state::has)
                                        .map(trait -> trait.name()
                                                .toLowerCase(java.util.Locale.ROOT)
                                                .replace('_', ' '))
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n"));
    }
}
