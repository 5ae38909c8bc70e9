package dev.fettle.tools.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule holds for what we ship, and bites where somebody breaks it. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .withImportOption(location -> !location.contains("/db/tables/"))
            .importPackages("dev.fettle");

    private static final JavaClasses PLANTED = new ClassFileImporter()
            .withImportOption(location -> location.contains("/planted/"))
            .importPackages("dev.fettle");

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("modules point inward", Rules.MODULES_POINT_INWARD),
                Arguments.of("the model is plain Java", Rules.MODEL_IS_PLAIN_JAVA),
                Arguments.of("drivers do not know each other", Rules.DRIVERS_DO_NOT_KNOW_EACH_OTHER),
                Arguments.of("features do not know each other", Rules.FEATURES_DO_NOT_KNOW_EACH_OTHER),
                Arguments.of("no cycles", Rules.NO_CYCLES),
                Arguments.of("SQL stays in db", Rules.SQL_STAYS_IN_DB),
                Arguments.of("Vert.x stays at the edges", Rules.VERTX_STAYS_AT_THE_EDGES),
                Arguments.of("AMQP stays in transport", Rules.AMQP_STAYS_IN_TRANSPORT),
                Arguments.of("requests are records", Rules.REQUESTS_ARE_RECORDS),
                Arguments.of(
                        "handlers carry the name of their request", Rules.HANDLERS_CARRY_THE_NAME_OF_THEIR_REQUEST),
                Arguments.of("inheritance is shallow", Rules.INHERITANCE_IS_SHALLOW),
                Arguments.of("no drawers", Rules.NO_DRAWERS),
                Arguments.of("no empty words", Rules.NO_EMPTY_WORDS),
                Arguments.of("time is injected", Rules.TIME_IS_INJECTED),
                Arguments.of("options are read", Rules.OPTIONS_ARE_READ));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(String name, ArchRule rule) {
        rule.check(OURS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void bites(String name, ArchRule rule) {
        assertThat(rule.evaluate(PLANTED).hasViolation()).as(name).isTrue();
    }

    @Test
    void seesAllModules() {
        assertThat(OURS.stream().map(c -> c.getPackageName().replaceFirst("(dev\\.fettle\\.\\w+).*", "$1")))
                .contains(
                        "dev.fettle.model",
                        "dev.fettle.rpc",
                        "dev.fettle.db",
                        "dev.fettle.http",
                        "dev.fettle.callback",
                        "dev.fettle.gateway",
                        "dev.fettle.conductor",
                        "dev.fettle.driver",
                        "dev.fettle.tools");
    }
}
