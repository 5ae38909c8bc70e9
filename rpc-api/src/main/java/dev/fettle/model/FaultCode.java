package dev.fettle.model;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every failure a caller can see. The wire name is the class that clients of the reference rebuild
 * ({@code contract/rpc.md} section 5), the status is what REST answers unless the raiser overrides it.
 */
public enum FaultCode {
    INVALID("Invalid", 400),
    INVALID_PARAMETER_VALUE("InvalidParameterValue", 400),
    MISSING_PARAMETER_VALUE("MissingParameterValue", 400),
    PATCH_ERROR("PatchError", 400),
    INVALID_STATE_REQUESTED("InvalidStateRequested", 400),
    INVALID_UUID("InvalidUUID", 400),
    INVALID_MAC("InvalidMAC", 400),
    INVALID_NAME("InvalidName", 400),
    NODE_IN_MAINTENANCE("NodeInMaintenance", 400),
    NODE_IS_RETIRED("NodeIsRetired", 400),
    NODE_CONSOLE_NOT_ENABLED("NodeConsoleNotEnabled", 400),
    UNSUPPORTED_DRIVER_EXTENSION("UnsupportedDriverExtension", 400),
    INTERFACE_NOT_FOUND("InterfaceNotFoundInEntrypoint", 400),
    INCOMPATIBLE_INTERFACE("IncompatibleInterface", 400),
    NO_VALID_DEFAULT_FOR_INTERFACE("NoValidDefaultForInterface", 400),
    STEP_NOT_ALLOWED("StepNotAllowed", 400),
    BOOT_MODE_NOT_ALLOWED("BootModeNotAllowed", 400),
    NO_FREE_PHYSICAL_PORTS("NoFreePhysicalPorts", 400),
    VIF_NOT_ATTACHED("VifNotAttached", 400),
    MALFORMED_REQUEST_URI("MalformedRequestURI", 400),
    CHASSIS_NOT_EMPTY("ChassisNotEmpty", 400),
    PORTGROUP_NOT_EMPTY("PortgroupNotEmpty", 400),
    NOT_AUTHORIZED("NotAuthorized", 401),
    FORBIDDEN("HTTPForbidden", 403),
    NODE_PROTECTED("NodeProtected", 403),
    OPERATION_NOT_PERMITTED("OperationNotPermitted", 403),
    NOT_FOUND("NotFound", 404),
    NODE_NOT_FOUND("NodeNotFound", 404),
    PORT_NOT_FOUND("PortNotFound", 404),
    CHASSIS_NOT_FOUND("ChassisNotFound", 404),
    CONDUCTOR_NOT_FOUND("ConductorNotFound", 404),
    DRIVER_NOT_FOUND("DriverNotFound", 404),
    NODE_TRAIT_NOT_FOUND("NodeTraitNotFound", 404),
    NODE_HISTORY_NOT_FOUND("NodeHistoryNotFound", 404),
    PORTGROUP_NOT_FOUND("PortgroupNotFound", 404),
    VOLUME_CONNECTOR_NOT_FOUND("VolumeConnectorNotFound", 404),
    VOLUME_TARGET_NOT_FOUND("VolumeTargetNotFound", 404),
    ALLOCATION_NOT_FOUND("AllocationNotFound", 404),
    DEPLOY_TEMPLATE_NOT_FOUND("DeployTemplateNotFound", 404),
    RUNBOOK_NOT_FOUND("RunbookNotFound", 404),
    INSPECTION_RULE_NOT_FOUND("InspectionRuleNotFound", 404),
    NO_VALID_HOST("NoValidHost", 404),
    NOT_ACCEPTABLE("NotAcceptable", 406),
    CONFLICT("Conflict", 409),
    NODE_LOCKED("NodeLocked", 409),
    NODE_ASSOCIATED("NodeAssociated", 409),
    INSTANCE_ASSOCIATED("InstanceAssociated", 409),
    NODE_ALREADY_EXISTS("NodeAlreadyExists", 409),
    DUPLICATE_NAME("DuplicateName", 409),
    PORT_ALREADY_EXISTS("PortAlreadyExists", 409),
    PORT_DUPLICATE_NAME("PortDuplicateName", 409),
    MAC_ALREADY_EXISTS("MACAlreadyExists", 409),
    CHASSIS_ALREADY_EXISTS("ChassisAlreadyExists", 409),
    PORTGROUP_ALREADY_EXISTS("PortgroupAlreadyExists", 409),
    PORTGROUP_DUPLICATE_NAME("PortgroupDuplicateName", 409),
    PORTGROUP_MAC_ALREADY_EXISTS("PortgroupMACAlreadyExists", 409),
    VOLUME_CONNECTOR_ALREADY_EXISTS("VolumeConnectorAlreadyExists", 409),
    VOLUME_CONNECTOR_TYPE_AND_ID_ALREADY_EXISTS("VolumeConnectorTypeAndIdAlreadyExists", 409),
    VOLUME_TARGET_ALREADY_EXISTS("VolumeTargetAlreadyExists", 409),
    VOLUME_TARGET_BOOT_INDEX_ALREADY_EXISTS("VolumeTargetBootIndexAlreadyExists", 409),
    ALLOCATION_ALREADY_EXISTS("AllocationAlreadyExists", 409),
    ALLOCATION_DUPLICATE_NAME("AllocationDuplicateName", 409),
    DEPLOY_TEMPLATE_ALREADY_EXISTS("DeployTemplateAlreadyExists", 409),
    DEPLOY_TEMPLATE_DUPLICATE_NAME("DeployTemplateDuplicateName", 409),
    RUNBOOK_ALREADY_EXISTS("RunbookAlreadyExists", 409),
    RUNBOOK_DUPLICATE_NAME("RunbookDuplicateName", 409),
    INSPECTION_RULE_ALREADY_EXISTS("InspectionRuleAlreadyExists", 409),
    INVALID_STATE("InvalidState", 409),
    POWER_STATE_FAILURE("PowerStateFailure", 409),
    VIF_ALREADY_ATTACHED("VifAlreadyAttached", 409),
    VIF_INVALID_FOR_ATTACH("VifInvalidForAttach", 409),
    IMAGE_REF_VALIDATION_FAILED("ImageRefValidationFailed", 400),
    PRECONDITION_FAILED("PreconditionFailed", 412),
    REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLarge", 413),
    INTERNAL("IronicException", 500),
    ALLOCATION_FAILED("AllocationFailed", 500),
    IMAGE_DOWNLOAD_FAILED("ImageDownloadFailed", 500),
    INSTANCE_DEPLOY_FAILURE("InstanceDeployFailure", 500),
    INSTANCE_RESCUE_FAILURE("InstanceRescueFailure", 500),
    INSTANCE_UNRESCUE_FAILURE("InstanceUnrescueFailure", 500),
    HARDWARE_INSPECTION_FAILURE("HardwareInspectionFailure", 500),
    NODE_CLEANING_FAILURE("NodeCleaningFailure", 500),
    NETWORK_ERROR("NetworkError", 500),
    IPMI_FAILURE("IPMIFailure", 500),
    REDFISH_ERROR("RedfishError", 500),
    REDFISH_CONNECTION_ERROR("RedfishConnectionError", 500),
    AGENT_API_ERROR("AgentAPIError", 500),
    AGENT_CONNECTION_FAILED("AgentConnectionFailed", 500),
    AGENT_COMMAND_TIMEOUT("AgentCommandTimeout", 500),
    AGENT_IN_PROGRESS("AgentInProgress", 500),
    RPC_VERSION_CAP("RPCVersionCapError", 500),
    /** The callee did not answer in time; it may still finish. */
    MESSAGING_TIMEOUT("MessagingTimeout", 500),
    TEMPORARY_FAILURE("TemporaryFailure", 503),
    NO_FREE_CONDUCTOR_WORKER("NoFreeConductorWorker", 503),
    CONCURRENT_ACTION_LIMIT("ConcurrentActionLimit", 503);

    private static final Map<String, FaultCode> BY_WIRE_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(FaultCode::wireName, Function.identity()));

    private final String wireName;
    private final int status;

    FaultCode(String wireName, int status) {
        this.wireName = wireName;
        this.status = status;
    }

    /** Class name on the RPC wire, within module {@code ironic.common.exception}. */
    public String wireName() {
        return wireName;
    }

    /** HTTP status that goes with it by default. */
    public int status() {
        return status;
    }

    public static Optional<FaultCode> find(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}
