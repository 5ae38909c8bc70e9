package dev.fettle.driver.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method of a vendor interface and what callers are told of it.
 *
 * @param httpMethods upper case verbs that it takes
 * @param async whether the caller is answered before it runs
 * @param exclusive whether it needs the node's lock
 * @param attach whether its result is handed out as raw bytes
 * @param check refuses wrong arguments before anything is started; touches no hardware
 * @param work runs it; null when it has no result
 * @param <T> what it works on: a node's task, or the configuration
 */
public record VendorMethod<T>(
        String name,
        String description,
        List<String> httpMethods,
        boolean async,
        boolean exclusive,
        boolean attach,
        Check<T> check,
        Work<T> work) {

    /** Refuses by exception. */
    @FunctionalInterface
    public interface Check<T> {
        void check(T target, VendorCall call);
    }

    /** Does what the method is for; may block. */
    @FunctionalInterface
    public interface Work<T> {
        @Nullable
        Object run(T target, VendorCall call);
    }

    public VendorMethod {
        httpMethods = List.copyOf(httpMethods);
    }

    /** Answered when it has run. */
    public VendorMethod<T> sync() {
        return new VendorMethod<>(name, description, httpMethods, false, exclusive, attach, check, work);
    }

    /** Changes nothing, so needs no lock. */
    public VendorMethod<T> shared() {
        return new VendorMethod<>(name, description, httpMethods, async, false, attach, check, work);
    }

    /** POST, asynchronous, with the lock. */
    public static <T> VendorMethod<T> post(String name, String description, Check<T> check, Work<T> work) {
        return new VendorMethod<>(name, description, List.of("POST"), true, true, false, check, work);
    }

    /** As listed for callers. */
    public Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("async", async);
        json.put("attach", attach);
        json.put("description", description);
        json.put("http_methods", httpMethods);
        json.put("require_exclusive_lock", exclusive);
        return json;
    }
}
