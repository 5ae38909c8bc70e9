package dev.fettle.driver.redfish;

import java.net.URI;
import java.util.regex.Pattern;

/** Paths of resources, as people and BMCs give them. A safe one can neither leave the BMC nor change the request. */
final class RedfishPath {
    private static final Pattern SAFE = Pattern.compile("/(?!/)[A-Za-z0-9._~!$&'()*+,;=:@%/-]{0,1023}");

    private RedfishPath() {}

    static boolean isSafe(String path) {
        if (!SAFE.matcher(path).matches() || path.contains("/../") || path.endsWith("/..")) {
            return false;
        }
        try {
            return URI.create(path).getRawAuthority() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
