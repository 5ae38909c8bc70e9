package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.config.KeystoneOptions;
import dev.fettle.gateway.GatewayTesting.Reply;
import dev.fettle.gateway.auth.KeystoneServer;
import dev.fettle.testing.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gateway with a real Keystone. */
class KeystoneGatewayIT {
    private static final String NEWEST = "1.115";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private static KeystoneServer keystone;
    private static GatewayTesting gateway;
    private static String operator;
    private static String chief;
    private static String member;

    @BeforeAll
    static void start() {
        keystone = new KeystoneServer();
        var admin = keystone.admin();
        admin.assignProject("fettle", "admin", "services");
        admin.assignSystem("operator", "admin");
        admin.assignProject("chief", "admin", "alpha");
        admin.assignProject("member", "member", "beta");
        operator = admin.systemToken("operator");
        chief = admin.projectToken("chief", "alpha");
        member = admin.projectToken("member", "beta");
        gateway = new GatewayTesting(POSTGRES.database(), config());
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
        if (keystone != null) {
            keystone.close();
        }
    }

    @Test
    void withoutAToken_theAnswerIsKeystonesOwn() {
        var reply = gateway.get("/v1/nodes", NEWEST);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Keystone uri=\"" + keystone.url() + "/v3\"");
        var error = reply.json().get("error");
        assertThat(error.get("code").asInt()).isEqualTo(401);
        assertThat(error.get("title").asText()).isEqualTo("Unauthorized");
        assertThat(error.get("message").asText()).isEqualTo("The request you have made requires authentication.");
        assertThat(gateway.get("/v1", NEWEST).status()).isEqualTo(200);
        assertThat(gateway.get("/v1/nodes", NEWEST, "X-Auth-Token", "unknown").status())
                .isEqualTo(401);
    }

    @Test
    void projectsAndTheSystemSeeWhatIsTheirs() {
        var created = send(chief, "POST", "/v1/nodes", "{\"driver\": \"fake-hardware\"}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var node = created.json();
        assertThat(node.get("owner").asText()).isEqualTo(keystone.admin().project("alpha"));
        var path = "/v1/nodes/" + node.get("uuid").asText();

        assertThat(send(operator, "GET", path, "").status()).isEqualTo(200);
        assertThat(send(member, "GET", path, "").status()).isEqualTo(404);
        assertThat(send(operator, "GET", "/v1/nodes", "").json().get("nodes")).hasSize(1);
        assertThat(send(chief, "GET", "/v1/nodes", "").json().get("nodes")).hasSize(1);
        assertThat(send(member, "GET", "/v1/nodes", "").json().get("nodes")).isEmpty();
        assertThat(send(chief, "GET", "/v1/drivers", "").status()).isEqualTo(403);
        assertThat(send(operator, "GET", "/v1/drivers", "").status()).isEqualTo(200);

        assertThat(send(chief, "PUT", path + "/states/provision", "{\"target\": \"manage\"}")
                        .status())
                .isEqualTo(202);
        var context = gateway.conductor().contexts().getLast();
        assertThat(context.user()).isEqualTo(keystone.admin().user("chief"));
        assertThat(context.projectId()).isEqualTo(keystone.admin().project("alpha"));
    }

    @Test
    void whatIsMissing_stopsTheStart() {
        var incomplete = Configuration.defaults().with(DefaultOptions.AUTH_STRATEGY, "keystone");
        assertThatThrownBy(() -> new GatewayTesting(POSTGRES.database(), incomplete))
                .hasMessageContaining("[keystone_authtoken] auth_url");
    }

    private static Reply send(String token, String method, String path, String body) {
        return gateway.send(method, path, NEWEST, body, "X-Auth-Token", token);
    }

    private static Configuration config() {
        return Configuration.defaults()
                .with(DefaultOptions.AUTH_STRATEGY, "keystone")
                .with(KeystoneOptions.AUTH_URL, keystone.url())
                .with(KeystoneOptions.USERNAME, "fettle")
                .with(KeystoneOptions.PASSWORD, "fettle")
                .with(KeystoneOptions.PROJECT_NAME, "services");
    }
}
