package dev.fettle.gateway.resource;

import dev.fettle.db.resource.ResourceStore;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Parameters;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.patch.Idents;

/** Finds rows of a resource by what callers call them. */
@FunctionalInterface
public interface ResourceFinder {
    /** @throws RuntimeException 400 for what can be no ident, 404 for no such row */
    Values find(String ident);

    /** For resources without names. */
    static ResourceFinder byUuid(ResourceStore store) {
        return ident -> {
            var uuid = Idents.uuid(ident)
                    .orElseThrow(() -> new FaultException(
                            FaultCode.INVALID_UUID, "Expected a UUID but received " + Parameters.shown(ident) + "."));
            return store.find(uuid).orElseThrow(() -> store.table().notFound(uuid));
        };
    }

    /** For resources with names. */
    static ResourceFinder byIdent(ResourceStore store) {
        return ident -> {
            var uuid = Idents.uuid(ident);
            if (uuid.isEmpty() && !Idents.validName(ident)) {
                throw HttpProblem.web(400, "Expected a logical name or UUID.");
            }
            return uuid.map(store::find)
                    .orElseGet(() -> store.findByName(ident))
                    .orElseThrow(() -> store.table().notFound(Parameters.shown(ident)));
        };
    }
}
