package dev.fettle.tools.sim.redfish;

import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Reply;

/** Error answers in the form of the Redfish specification (DSP0266, error responses). */
final class RedfishError {
    private static final String REGISTRY = "Base.1.18.";

    private RedfishError() {}

    static Reply notFound(String path) {
        return of(404, "ResourceMissingAtURI", "The resource at the URI '%s' was not found.", path);
    }

    static Reply unauthorized() {
        return of(401, "NoValidSession", "There is no valid session established with the implementation.");
    }

    static Reply badLogin() {
        return of(401, "ResourceAtUriUnauthorized", "The user name or password is wrong.");
    }

    static Reply methodNotAllowed(String method, String allowed) {
        return of(405, "OperationNotAllowed", "The HTTP method '%s' is not allowed on this resource.", method)
                .with("Allow", allowed);
    }

    static Reply malformed(String why) {
        return of(400, "MalformedJSON", "The request body could not be parsed: %s", why);
    }

    static Reply unknownProperty(String name) {
        return of(400, "PropertyUnknown", "The property '%s' is not in the list of valid properties.", name);
    }

    static Reply notInList(String value, String name) {
        return of(
                400, "PropertyValueNotInList", "The value '%s' for the property '%s' is not acceptable.", value, name);
    }

    static Reply parameterMissing(String action, String name) {
        return of(400, "ActionParameterMissing", "The action '%s' requires the parameter '%s'.", action, name);
    }

    static Reply parameterNotInList(String value, String name, String action) {
        return of(
                400,
                "ActionParameterValueNotInList",
                "The value '%s' for the parameter '%s' in the action '%s' is not acceptable.",
                value,
                name,
                action);
    }

    static Reply preconditionFailed() {
        return of(412, "PreconditionFailed", "The ETag supplied did not match the current ETag of the resource.");
    }

    static Reply conflict(String why) {
        return of(400, "ResourceInUse", "The change could not be made because the resource is in use: %s", why);
    }

    static Reply internal() {
        return of(500, "InternalError", "The request failed due to an internal service error.");
    }

    private static Reply of(int status, String id, String text, String... arguments) {
        String message = String.format(text, (Object[]) arguments);
        return Reply.json(
                status,
                Json.object(
                        "error",
                        Json.object(
                                "code",
                                REGISTRY + "GeneralError",
                                "message",
                                "A general error has occurred. See ExtendedInfo for more information.",
                                "@Message.ExtendedInfo",
                                Json.array(Json.object(
                                        "@odata.type",
                                        "#Message.v1_2_0.Message",
                                        "MessageId",
                                        REGISTRY + id,
                                        "Message",
                                        message,
                                        "MessageArgs",
                                        arguments,
                                        "MessageSeverity",
                                        "Critical",
                                        "Resolution",
                                        "Correct the request and send it again.")))));
    }
}
