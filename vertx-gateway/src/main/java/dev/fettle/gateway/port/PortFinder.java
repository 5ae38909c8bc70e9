package dev.fettle.gateway.port;

import dev.fettle.db.port.PortStore;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Parameters;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.port.Port;

/** Finds ports by what callers call them. */
final class PortFinder {
    private final PortStore store;

    PortFinder(PortStore store) {
        this.store = store;
    }

    /** By uuid or name; @throws RuntimeException 400 for what is neither, such as a MAC address, 404 for no such port */
    Port byIdent(String ident) {
        var uuid = Idents.uuid(ident);
        if (uuid.isEmpty() && !Idents.validName(ident)) {
            throw HttpProblem.web(400, "Expected a logical name or UUID.");
        }
        return uuid.map(store::find).orElseGet(() -> store.findByName(ident)).orElseThrow(() -> notFound(ident));
    }

    /** By uuid only, as DELETE wants it. */
    Port byUuid(String ident) {
        var uuid = Idents.uuid(ident)
                .orElseThrow(() -> new FaultException(
                        FaultCode.INVALID_UUID, "Expected a UUID but received " + Parameters.shown(ident) + "."));
        return store.find(uuid).orElseThrow(() -> notFound(ident));
    }

    private static FaultException notFound(String ident) {
        return new FaultException(FaultCode.PORT_NOT_FOUND, "Port " + Parameters.shown(ident) + " could not be found.");
    }
}
