package dev.fettle.gateway.template;

import static dev.fettle.gateway.field.ApiField.computed;
import static dev.fettle.gateway.field.ApiField.masked;
import static dev.fettle.gateway.field.ApiField.plain;

import dev.fettle.gateway.field.ApiField;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.resource.StepsJson;
import dev.fettle.model.template.DeployTemplateFields;
import java.util.List;
import java.util.Set;

/** The fields of a deploy template as the API shows and takes them: {@code contract/resources.md} section 10. */
public final class DeployTemplateFieldTable {
    public static final FieldSet FIELDS = new FieldSet(
            "template",
            DeployTemplateFields.TABLE,
            List.of(
                    plain(DeployTemplateFields.UUID, 1).listed().taken(),
                    plain(DeployTemplateFields.NAME, 1).listed().taken(),
                    masked(DeployTemplateFields.STEPS, 1, StepsJson.of(DeployTemplateFields.STEPS))
                            .taken(),
                    plain(DeployTemplateFields.EXTRA, 1).taken(),
                    computed("description", 1, Set.of(), (out, _, _) -> out.writeNull())
                            .taken()
                            .hidden(),
                    plain(DeployTemplateFields.CREATED_AT, 1),
                    plain(DeployTemplateFields.UPDATED_AT, 1),
                    ApiField.links("deploy_templates/", DeployTemplateFields.UUID)
                            .listed()));

    private DeployTemplateFieldTable() {}
}
