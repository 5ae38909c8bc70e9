package dev.fettle.conductor.vendor;

import dev.fettle.driver.spi.VendorCall;
import dev.fettle.driver.spi.VendorMethod;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds vendor methods and answers in the form that callers know. */
final class VendorMethods {
    private VendorMethods() {}

    /** @throws FaultException {@code INVALID_PARAMETER_VALUE} when there is no such method or it does not take the verb */
    static <T> VendorMethod<T> find(List<VendorMethod<T>> methods, String name, String httpMethod) {
        var method = methods.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("No handler for method " + shown(name)));
        if (!method.httpMethods().contains(httpMethod.toUpperCase(Locale.ROOT))) {
            throw invalid("The method " + name + " does not support HTTP " + shown(httpMethod));
        }
        return method;
    }

    static VendorCall call(String method, String httpMethod, Map<String, Object> info) {
        return new VendorCall(method, httpMethod.toUpperCase(Locale.ROOT), info);
    }

    static <T> Map<String, Map<String, Object>> described(List<VendorMethod<T>> methods) {
        var described = new LinkedHashMap<String, Map<String, Object>>();
        methods.forEach(method -> described.put(method.name(), method.toJson()));
        return described;
    }

    static Map<String, Object> answer(VendorMethod<?> method, @Nullable Object result) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("return", result);
        answer.put("async", method.async());
        answer.put("attach", method.attach());
        return answer;
    }

    private static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }

    private static FaultException invalid(String text) {
        return new FaultException(FaultCode.INVALID_PARAMETER_VALUE, text);
    }
}
