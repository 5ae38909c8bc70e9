package dev.fettle.transport.oslo;

/** A request that no handler can be given. Named on the wire as the reference names it, so it has a class of another module. */
final class DispatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String DISPATCHER = "oslo_messaging.rpc.dispatcher";
    private static final String OBJECTS = "oslo_versionedobjects.exception";

    private final String wireName;
    private final String module;

    private DispatchException(String module, String wireName, String message) {
        super(message);
        this.module = module;
        this.wireName = wireName;
    }

    static DispatchException noSuchMethod(String method) {
        return new DispatchException(DISPATCHER, "NoSuchMethod", "Endpoint does not support RPC method " + method);
    }

    static DispatchException unsupportedVersion(String version, String method) {
        return new DispatchException(
                DISPATCHER,
                "UnsupportedVersion",
                "Endpoint does not support RPC version " + version + ". Attempted method: " + method);
    }

    static DispatchException wrongArguments(String message) {
        return new DispatchException("builtins", "TypeError", message);
    }

    static DispatchException unsupportedObject(String name) {
        return new DispatchException(OBJECTS, "UnsupportedObjectError", "Unsupported object type " + name);
    }

    static DispatchException incompatibleObject(String name, String version, WireVersion supported) {
        return new DispatchException(
                OBJECTS,
                "IncompatibleObjectVersion",
                "Version " + version + " of " + name + " is not supported, supported version is " + supported);
    }

    String wireName() {
        return wireName;
    }

    String module() {
        return module;
    }
}
