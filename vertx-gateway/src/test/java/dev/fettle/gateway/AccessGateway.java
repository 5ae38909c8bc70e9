package dev.fettle.gateway;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.Database;
import dev.fettle.gateway.GatewayTesting.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A gateway whose callers log in with passwords and have roles. */
final class AccessGateway implements AutoCloseable {
    static final String NEWEST = "1.115";

    private final GatewayTesting gateway;

    AccessGateway(Database database, Path folder) throws IOException {
        this(database, folder, Configuration.defaults());
    }

    /** @param base what else is configured */
    AccessGateway(Database database, Path folder, Configuration base) throws IOException {
        var callers = Arrays.asList(AccessCaller.values());
        var passwords = Files.writeString(
                folder.resolve("htpasswd"),
                callers.stream()
                        .map(caller -> caller.word() + ":" + hash(caller.word()) + "\n")
                        .collect(Collectors.joining()));
        var roles = Files.writeString(
                folder.resolve("roles.yaml"),
                callers.stream().map(AccessCaller::rolesLine).collect(Collectors.joining()));
        gateway = new GatewayTesting(
                database,
                base.with(DefaultOptions.AUTH_STRATEGY, "http_basic")
                        .with(DefaultOptions.HTTP_BASIC_AUTH_USER_FILE, passwords.toString())
                        .with(DefaultOptions.HTTP_BASIC_AUTH_ROLES_FILE, roles.toString()));
    }

    GatewayTesting gateway() {
        return gateway;
    }

    Reply send(AccessCaller caller, String method, String path, String body) {
        return gateway.send(method, path, NEWEST, body, "Authorization", caller.credentials());
    }

    private static String hash(String password) {
        return BCrypt.with(BCrypt.Version.VERSION_2B).hashToString(4, password.toCharArray());
    }

    @Override
    public void close() {
        gateway.close();
    }
}
