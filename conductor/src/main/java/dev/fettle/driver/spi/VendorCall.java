package dev.fettle.driver.spi;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.Map;

/**
 * One call of a vendor method.
 *
 * @param httpMethod upper case verb that the caller used
 * @param info arguments as the caller sent them: JSON of any kind
 */
public record VendorCall(String method, String httpMethod, Map<String, Object> info) {

    /** @throws FaultException {@code MISSING_PARAMETER_VALUE} for one that is absent, null, false, zero or empty */
    public Object required(String name) {
        var value = info.get(name);
        if (value == null || value.equals("") || value.equals(false) || value.equals(0)) {
            throw new FaultException(
                    FaultCode.MISSING_PARAMETER_VALUE,
                    "Parameter '" + name + "' not passed to method '" + method + "'.");
        }
        return value;
    }

    /** @throws FaultException {@code INVALID_PARAMETER_VALUE} for one that is given and no text */
    public String text(String name) {
        if (required(name) instanceof String text) {
            return text;
        }
        throw new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE, "Parameter '" + name + "' of method '" + method + "' is no string.");
    }
}
