package dev.fettle.conductor.rescue;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.LinkedHashMap;
import org.apache.commons.codec.digest.Sha2Crypt;

/** The password of a rescue system: on the node, clear and hashed, from the request to the hand-over, and not longer. */
final class RescuePassword {
    private static final String CLEAR = "rescue_password";
    private static final String HASHED = "hashed_rescue_password";
    private static final int LONGEST = 1024;

    private RescuePassword() {}

    /**
     * @param algorithm sha256 or sha512
     * @throws FaultException {@code INVALID_PARAMETER_VALUE} for an empty or overlong password
     */
    static Node put(Node node, String password, String algorithm) {
        if (password.isBlank() || password.length() > LONGEST) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "rescue_password must have 1 to " + LONGEST + " characters and not only blanks.");
        }
        var info = new LinkedHashMap<>(node.instanceInfo());
        info.put(CLEAR, password);
        info.put(HASHED, hash(password.getBytes(java.nio.charset.StandardCharsets.UTF_8), algorithm));
        return node.with(NodeFields.INSTANCE_INFO, info);
    }

    static Node removed(Node node) {
        var info = new LinkedHashMap<>(node.instanceInfo());
        info.remove(CLEAR);
        info.remove(HASHED);
        return node.with(NodeFields.INSTANCE_INFO, info);
    }

    private static String hash(byte[] password, String algorithm) {
        return algorithm.equals("sha512") ? Sha2Crypt.sha512Crypt(password) : Sha2Crypt.sha256Crypt(password);
    }
}
