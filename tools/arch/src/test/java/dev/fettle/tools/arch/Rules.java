package dev.fettle.tools.arch;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.fettle.config.Option;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.RpcRequest;
import java.time.Instant;
import java.util.function.Predicate;

/** The shape of the project as rules. Each has a planted violation that proves that it bites. */
final class Rules {
    private static final String JSPECIFY = "org.jspecify.annotations..";

    static final ArchRule MODULES_POINT_INWARD = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("model")
            .definedBy("dev.fettle.model..")
            .layer("config")
            .definedBy("dev.fettle.config..")
            .layer("tls")
            .definedBy("dev.fettle.tls..")
            .layer("rpc")
            .definedBy("dev.fettle.rpc..")
            .layer("ring")
            .definedBy("dev.fettle.ring..")
            .layer("transport")
            .definedBy("dev.fettle.transport..")
            .layer("db")
            .definedBy("dev.fettle.db..")
            .layer("spi")
            .definedBy("dev.fettle.driver.spi..")
            .layer("drivers")
            .definedBy(resideInAPackage("dev.fettle.driver..").and(resideOutsideOfPackage("dev.fettle.driver.spi..")))
            .layer("conductor")
            .definedBy("dev.fettle.conductor..")
            .layer("http")
            .definedBy("dev.fettle.http..")
            .layer("edges")
            .definedBy("dev.fettle.gateway..", "dev.fettle.callback..")
            .layer("launcher")
            .definedBy("dev.fettle.tools.launcher..")
            .whereLayer("model")
            .mayNotAccessAnyLayer()
            .whereLayer("config")
            .mayNotAccessAnyLayer()
            .whereLayer("tls")
            .mayNotAccessAnyLayer()
            .whereLayer("rpc")
            .mayOnlyAccessLayers("model")
            .whereLayer("ring")
            .mayOnlyAccessLayers("model")
            .whereLayer("db")
            .mayOnlyAccessLayers("model", "config")
            .whereLayer("spi")
            .mayOnlyAccessLayers("model", "config", "tls")
            .whereLayer("drivers")
            .mayOnlyAccessLayers("spi", "model", "config")
            .whereLayer("drivers")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("transport")
            .mayOnlyAccessLayers("rpc", "ring", "model", "config")
            .whereLayer("http")
            .mayOnlyAccessLayers("transport", "rpc", "ring", "db", "model", "config")
            .whereLayer("conductor")
            .mayOnlyBeAccessedByLayers("launcher")
            .whereLayer("edges")
            .mayOnlyBeAccessedByLayers("launcher");

    static final ArchRule MODEL_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage("dev.fettle.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.fettle.model..", JSPECIFY);

    static final ArchRule DRIVERS_DO_NOT_KNOW_EACH_OTHER = slices().matching("dev.fettle.driver.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage("dev.fettle.driver.spi.."))
            .ignoreDependency(resideInAPackage("dev.fettle.driver.hardware.."), alwaysTrue());

    static final ArchRule FEATURES_DO_NOT_KNOW_EACH_OTHER = slices().matching("dev.fettle.conductor.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    alwaysTrue(),
                    resideInAnyPackage(
                            "dev.fettle.conductor.step..",
                            "dev.fettle.conductor.lock..",
                            "dev.fettle.conductor.driver..",
                            "dev.fettle.conductor.membership.."));

    static final ArchRule NO_CYCLES =
            slices().matching("dev.fettle.(**)").should().beFreeOfCycles();

    static final ArchRule SQL_STAYS_IN_DB = noClasses()
            .that()
            .resideOutsideOfPackage("dev.fettle.db..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jooq..", "java.sql..", "javax.sql..");

    static final ArchRule VERTX_STAYS_AT_THE_EDGES = noClasses()
            .that()
            .resideOutsideOfPackages("dev.fettle.http..", "dev.fettle.gateway..", "dev.fettle.callback..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..");

    static final ArchRule AMQP_STAYS_IN_TRANSPORT = noClasses()
            .that()
            .resideOutsideOfPackages("dev.fettle.transport..", "dev.fettle.tools.load..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.amqp..", "com.rabbitmq..");

    static final ArchRule REQUESTS_ARE_RECORDS = classes()
            .that()
            .implement(RpcRequest.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords();

    static final ArchRule HANDLERS_CARRY_THE_NAME_OF_THEIR_REQUEST = classes()
            .that()
            .implement(RpcHandler.class)
            .should(holding(
                    "be <Request>Handler",
                    c -> c.getMethods().stream()
                            .anyMatch(method -> method.getName().equals("handle")
                                    && c.getSimpleName()
                                            .equals(method.getRawParameterTypes()
                                                            .getFirst()
                                                            .getSimpleName()
                                                    + "Handler"))));

    static final ArchRule INHERITANCE_IS_SHALLOW = classes()
            .should(holding(
                    "have at most one ancestor of ours",
                    c -> c.getAllRawSuperclasses().stream()
                                    .filter(ancestor ->
                                            ancestor.getPackageName().startsWith("dev.fettle"))
                                    .count()
                            <= 1));

    static final ArchRule NO_DRAWERS = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..impl..");

    static final ArchRule NO_EMPTY_WORDS = noClasses()
            .should()
            .haveNameMatching(".*\\.[A-Za-z]+(Manager|Helper|Utils?|ServiceImpl|Impl|DTO|Processor)");

    /** Real time enters through a Clock or the monotonic clock; one class of the conductor and the tools may sleep. */
    static final ArchRule TIME_IS_INJECTED = noClasses()
            .that()
            .resideOutsideOfPackages("dev.fettle.tools..")
            .and()
            .doNotHaveFullyQualifiedName("dev.fettle.conductor.lock.Pause")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class);

    /** An option that nobody reads belongs among those that the configuration warns of; of this one, what it refuses is its effect. */
    static final ArchRule OPTIONS_ARE_READ = fields().that()
            .haveRawType(Option.class)
            .and()
            .areStatic()
            .and()
            .doNotHaveName("AUTH_TYPE")
            .should(new ArchCondition<>("be read by somebody") {
                @Override
                public void check(JavaField option, ConditionEvents events) {
                    var read = option.getAccessesToSelf().stream()
                            .anyMatch(access -> !access.getOriginOwner().equals(option.getOwner())
                                    || !access.getOrigin().getName().equals("<clinit>"));
                    events.add(new SimpleConditionEvent(option, read, option.getFullName() + " should be read"));
                }
            });

    private Rules() {}

    static ArchCondition<JavaClass> holding(String text, Predicate<JavaClass> predicate) {
        return new ArchCondition<>(text) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                events.add(new SimpleConditionEvent(item, predicate.test(item), item.getName() + " should " + text));
            }
        };
    }
}
