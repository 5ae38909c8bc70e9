package dev.fettle.gateway.volume;

import static dev.fettle.gateway.field.ApiField.masked;
import static dev.fettle.gateway.field.ApiField.plain;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.gateway.field.ApiField;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.View;
import dev.fettle.http.MaskedJson;
import dev.fettle.model.field.Values;
import dev.fettle.model.volume.VolumeConnectorFields;
import dev.fettle.model.volume.VolumeTargetFields;
import java.io.IOException;
import java.util.List;

/** The fields of volume connectors and targets as the API shows and takes them: {@code contract/resources.md} section 8. */
public final class VolumeFieldTables {
    public static final FieldSet CONNECTOR = new FieldSet(
            "connector",
            VolumeConnectorFields.TABLE,
            List.of(
                    plain(VolumeConnectorFields.UUID, 1).listed().taken(),
                    plain(VolumeConnectorFields.NODE_UUID, 1).listed().taken(),
                    plain(VolumeConnectorFields.TYPE, 1).listed().taken(),
                    plain(VolumeConnectorFields.CONNECTOR_ID, 1).listed().taken(),
                    plain(VolumeConnectorFields.EXTRA, 1).taken(),
                    plain(VolumeConnectorFields.CREATED_AT, 1),
                    plain(VolumeConnectorFields.UPDATED_AT, 1),
                    ApiField.links("volume/connectors/", VolumeConnectorFields.UUID)
                            .listed()));

    public static final FieldSet TARGET = target(VolumeFieldTables::withoutSecrets);

    /** For callers who may not look into the properties. */
    static final FieldSet REDACTED_TARGET = target(VolumeFieldTables::redacted);

    private VolumeFieldTables() {}

    private static FieldSet target(ApiField.Writer properties) {
        return new FieldSet(
                "target",
                VolumeTargetFields.TABLE,
                List.of(
                        plain(VolumeTargetFields.UUID, 1).listed().taken(),
                        plain(VolumeTargetFields.NODE_UUID, 1).listed().taken(),
                        plain(VolumeTargetFields.VOLUME_TYPE, 1).listed().taken(),
                        plain(VolumeTargetFields.BOOT_INDEX, 1).listed().taken(),
                        plain(VolumeTargetFields.VOLUME_ID, 1).listed().taken(),
                        masked(VolumeTargetFields.PROPERTIES, 1, properties).taken(),
                        plain(VolumeTargetFields.EXTRA, 1).taken(),
                        plain(VolumeTargetFields.CREATED_AT, 1),
                        plain(VolumeTargetFields.UPDATED_AT, 1),
                        ApiField.links("volume/targets/", VolumeTargetFields.UUID)
                                .listed()));
    }

    private static void withoutSecrets(JsonGenerator out, Values values, View view) throws IOException {
        MaskedJson.write(out, values.require(VolumeTargetFields.PROPERTIES));
    }

    private static void redacted(JsonGenerator out, Values values, View view) throws IOException {
        out.writeStartObject();
        out.writeStringField("redacted_contents", "hidden: needs the rule " + VolumeResource.VIEW_PROPERTIES);
        out.writeEndObject();
    }
}
