package dev.fettle.gateway.auth;

import dev.fettle.config.Configuration;
import dev.fettle.config.KeystoneOptions;
import dev.fettle.tls.ClientTls;
import java.io.IOException;
import javax.net.ssl.SSLContext;

/** Whom to trust as Keystone. */
final class KeystoneTls {
    private KeystoneTls() {}

    /** @throws IllegalStateException when the file of authorities cannot be used */
    static SSLContext context(Configuration config) {
        if (config.get(KeystoneOptions.INSECURE)) {
            return ClientTls.trustingAnyone();
        }
        try {
            return ClientTls.verifying(config.get(KeystoneOptions.CAFILE));
        } catch (IOException e) {
            throw new IllegalStateException("cannot use the certificates of [keystone_authtoken] cafile: " + e.getMessage(), e);
        }
    }
}
