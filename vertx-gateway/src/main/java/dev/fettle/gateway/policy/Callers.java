package dev.fettle.gateway.policy;

/** Kinds of callers that the default rules name ({@code contract/policy.md} section 3), as expressions. */
final class Callers {
    static final String SERVICE_ROLE = "role:service and project_name:%(config.service_project_name)s";

    static final String SYSTEM_ADMIN = "(role:admin and system_scope:all)";
    static final String SYSTEM_SERVICE = "(role:service and system_scope:all)";
    static final String SYSTEM_MEMBER = "(role:member and system_scope:all) or rule:service_role";
    static final String SYSTEM_READER = or("(role:reader and system_scope:all)", SYSTEM_SERVICE, "rule:service_role");
    static final String API_READER = "role:reader or role:service";
    static final String TARGET_PROPERTIES_READER = or(SYSTEM_READER, "role:admin");

    private static final String PROJECT_SERVICE = ofOwner("service");
    static final String OWNER_ADMIN = ofOwner("admin");
    private static final String OWNER_MANAGER = ofOwner("manager");
    private static final String OWNER_MEMBER = ofOwner("member");
    private static final String OWNER_READER = ofOwner("reader");
    private static final String LESSEE_ADMIN = ofLessee("admin");
    private static final String LESSEE_MANAGER = ofLessee("manager");

    static final String SYSTEM_OR_PROJECT_MEMBER =
            or(SYSTEM_MEMBER, SYSTEM_SERVICE, ofOwner("member"), ofLessee("member"));
    static final String SYSTEM_OR_PROJECT_READER =
            or(SYSTEM_READER, ofOwner("reader"), ofLessee("reader"), PROJECT_SERVICE);
    static final String SYSTEM_OR_OWNER_MEMBER_AND_LESSEE_ADMIN =
            or(SYSTEM_MEMBER, SYSTEM_SERVICE, OWNER_MEMBER, LESSEE_ADMIN, LESSEE_MANAGER, PROJECT_SERVICE);
    static final String SYSTEM_ADMIN_OR_OWNER_ADMIN =
            or(SYSTEM_ADMIN, SYSTEM_SERVICE, OWNER_ADMIN, OWNER_MANAGER, PROJECT_SERVICE);
    static final String SYSTEM_MEMBER_OR_OWNER_ADMIN =
            or(SYSTEM_MEMBER, SYSTEM_SERVICE, OWNER_ADMIN, OWNER_MANAGER, PROJECT_SERVICE);
    static final String SYSTEM_MEMBER_OR_OWNER_MEMBER =
            or(SYSTEM_MEMBER, SYSTEM_SERVICE, OWNER_MEMBER, PROJECT_SERVICE);
    static final String SYSTEM_OR_OWNER_READER = or(SYSTEM_READER, OWNER_READER, PROJECT_SERVICE);
    static final String SYSTEM_MEMBER_OR_OWNER_LESSEE_ADMIN = or(
            SYSTEM_MEMBER, SYSTEM_SERVICE, OWNER_ADMIN, OWNER_MANAGER, LESSEE_ADMIN, LESSEE_MANAGER, PROJECT_SERVICE);

    static final String ALLOCATION_MEMBER = or(SYSTEM_MEMBER, "(role:member and project_id:%(allocation.owner)s)");
    static final String ALLOCATION_READER = or(SYSTEM_READER, "(role:reader and project_id:%(allocation.owner)s)");
    static final String ALLOCATION_CREATOR = or(SYSTEM_MEMBER, "role:member");

    static final String RUNBOOK_ADMIN =
            or(SYSTEM_MEMBER, "(role:manager and project_id:%(runbook.owner)s)", "role:service");
    static final String RUNBOOK_READER =
            or(SYSTEM_READER, "(role:reader and project_id:%(runbook.owner)s)", "role:service");
    static final String RUNBOOK_CREATOR = or(SYSTEM_MEMBER, "role:manager", "role:service");

    private Callers() {}

    private static String ofOwner(String role) {
        return "(role:" + role + " and project_id:%(node.owner)s)";
    }

    private static String ofLessee(String role) {
        return "(role:" + role + " and project_id:%(node.lessee)s)";
    }

    private static String or(String... parts) {
        return String.join(" or ", parts);
    }
}
