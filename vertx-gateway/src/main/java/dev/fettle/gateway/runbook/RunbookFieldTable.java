package dev.fettle.gateway.runbook;

import static dev.fettle.gateway.field.ApiField.masked;
import static dev.fettle.gateway.field.ApiField.plain;

import dev.fettle.gateway.field.ApiField;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.resource.StepsJson;
import dev.fettle.model.runbook.RunbookFields;
import java.util.List;

/** The fields of a runbook as the API shows and takes them: {@code contract/resources.md} section 10. */
public final class RunbookFieldTable {
    /** First version with traits and descriptions, and with names that are no traits. */
    static final int TRAITS_SINCE = 112;

    public static final FieldSet FIELDS = new FieldSet(
            "runbook",
            RunbookFields.TABLE,
            List.of(
                    plain(RunbookFields.UUID, 1).listed().taken(),
                    plain(RunbookFields.NAME, 1).listed().taken(),
                    plain(RunbookFields.DESCRIPTION, TRAITS_SINCE).taken(),
                    masked(RunbookFields.STEPS, 1, StepsJson.of(RunbookFields.STEPS))
                            .taken(),
                    plain(RunbookFields.TRAITS, TRAITS_SINCE),
                    plain(RunbookFields.DISABLE_RAMDISK, 1).taken(),
                    plain(RunbookFields.PUBLIC, 1).taken(),
                    plain(RunbookFields.OWNER, 1).taken(),
                    plain(RunbookFields.EXTRA, 1).taken(),
                    plain(RunbookFields.CREATED_AT, 1),
                    plain(RunbookFields.UPDATED_AT, 1),
                    ApiField.links("runbooks/", RunbookFields.UUID).listed()));

    private RunbookFieldTable() {}
}
