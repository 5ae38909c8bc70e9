package dev.fettle.gateway.allocation;

import static dev.fettle.gateway.field.ApiField.computed;
import static dev.fettle.gateway.field.ApiField.plain;

import dev.fettle.gateway.field.ApiField;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.model.allocation.AllocationFields;
import java.util.List;
import java.util.Set;

/** The fields of an allocation as the API shows and takes them: {@code contract/resources.md} section 9. */
final class AllocationFieldTable {
    static final int SINCE = 52;
    static final int PATCH_SINCE = 57;
    static final int NODE_SINCE = 58;
    static final int OWNER_SINCE = 60;

    static final FieldSet FIELDS = new FieldSet(
            "allocation",
            AllocationFields.TABLE,
            List.of(
                    plain(AllocationFields.UUID, SINCE).taken(),
                    plain(AllocationFields.NAME, SINCE).taken(),
                    plain(AllocationFields.NODE_UUID, SINCE),
                    plain(AllocationFields.STATE, SINCE),
                    plain(AllocationFields.LAST_ERROR, SINCE),
                    plain(AllocationFields.RESOURCE_CLASS, SINCE).taken(),
                    plain(AllocationFields.TRAITS, SINCE).taken(),
                    plain(AllocationFields.CANDIDATE_NODES, SINCE).taken(),
                    plain(AllocationFields.EXTRA, SINCE).taken(),
                    plain(AllocationFields.OWNER, OWNER_SINCE).taken(),
                    computed("node", NODE_SINCE, Set.of(), (out, _, _) -> out.writeNull())
                            .taken()
                            .hidden(),
                    plain(AllocationFields.CREATED_AT, SINCE),
                    plain(AllocationFields.UPDATED_AT, SINCE),
                    ApiField.links("allocations/", AllocationFields.UUID)));

    private AllocationFieldTable() {}
}
