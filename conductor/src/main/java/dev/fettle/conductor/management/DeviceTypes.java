package dev.fettle.conductor.management;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.Collection;
import java.util.Set;

/** Types of virtual drive. */
final class DeviceTypes {
    static final Set<String> ALL = Set.of("cdrom", "disk", "floppy");

    private DeviceTypes() {}

    /** @throws FaultException {@code INVALID_PARAMETER_VALUE} for any other word */
    static void check(Collection<String> types) {
        if (!ALL.containsAll(types)) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE, "Virtual media device types are cdrom, disk and floppy only.");
        }
    }
}
