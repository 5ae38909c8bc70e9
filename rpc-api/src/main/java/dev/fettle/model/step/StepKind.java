package dev.fettle.model.step;

import dev.fettle.model.field.Field;
import dev.fettle.model.node.NodeFields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The families of steps ({@code contract/conductor.md} section 10). */
public enum StepKind {
    CLEAN,
    DEPLOY,
    SERVICE,
    VERIFY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Node field that shows the step in work; verify steps are not shown. */
    public Optional<Field<Map<String, Object>>> nodeField() {
        return switch (this) {
            case CLEAN -> Optional.of(NodeFields.CLEAN_STEP);
            case DEPLOY -> Optional.of(NodeFields.DEPLOY_STEP);
            case SERVICE -> Optional.of(NodeFields.SERVICE_STEP);
            case VERIFY -> Optional.empty();
        };
    }
}
