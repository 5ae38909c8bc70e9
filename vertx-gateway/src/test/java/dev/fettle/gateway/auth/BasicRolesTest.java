package dev.fettle.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicRolesTest {
    @TempDir
    Path folder;

    @Test
    void rolesImplyOthersAndUsersHaveAProjectOrTheSystem() throws IOException {
        var roles = new BasicRoles(write("""
                # people
                alice: {roles: [admin], system: all}
                bob: {roles: [member, auditor], project: p1, project_name: Alpha}
                """));

        assertThat(roles.of("alice").roles()).containsExactlyInAnyOrder("admin", "manager", "member", "reader");
        assertThat(roles.of("alice").systemScope()).isEqualTo("all");
        assertThat(roles.of("alice").projectId()).isNull();
        assertThat(roles.of("bob").roles()).containsExactlyInAnyOrder("member", "reader", "auditor");
        assertThat(roles.of("bob").projectId()).isEqualTo("p1");
        assertThat(roles.of("bob").projectName()).isEqualTo("Alpha");
        assertThat(roles.of("bob").systemScope()).isNull();
        assertThat(roles.of("carol").roles()).isEmpty();
        assertThat(roles.of("carol").user()).isEqualTo("carol");
    }

    @Test
    void aChangedFileCounts_andABrokenOneTakesAllRoles() throws IOException {
        var path = write("bob: {roles: [member], project: p1}");
        var roles = new BasicRoles(path);
        assertThat(roles.of("bob").roles()).contains("member");

        write("bob: {roles: [reader], project: project-2}");
        assertThat(roles.of("bob").roles()).containsExactly("reader");

        write("bob: [");
        assertThat(roles.of("bob").roles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[bob]",
                "bob: admin",
                "bob: {roles: admin, project: p}",
                "bob: {roles: [admin]}",
                "bob: {roles: [admin], project: p, system: all}",
                "bob: {roles: [admin], system: some}",
                "bob: {roles: [admin], project: p, extra: 1}",
                "bob: {roles: [admin], project: p}\nbob: {roles: [reader], project: p}",
                "bob: [",
            })
    void anythingElse_stopsTheStart(String text) throws IOException {
        var path = write(text);
        assertThatThrownBy(() -> new BasicRoles(path))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("roles.yaml");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("roles.yaml"), text);
    }
}
