package dev.fettle.db;

import dev.fettle.testing.PostgresServer;
import java.nio.file.Path;
import org.jooq.codegen.DefaultGeneratorStrategy;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.Definition;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Strategy;
import org.jooq.meta.jaxb.Target;

/** Writes the classes of {@code dev.fettle.db.tables} from the change sets; the command is in this module's README. */
public final class TableGenerator {
    static final String PACKAGE = "dev.fettle.db.tables";

    private TableGenerator() {}

    /** @param args the source folder, such as {@code src/main/java} */
    public static void main(String[] args) throws Exception {
        var url = PostgresServer.freshDatabase();
        try {
            generate(url, Path.of(args[0]));
        } finally {
            PostgresServer.drop(url);
        }
    }

    static void generate(String url, Path sources) throws Exception {
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc().withDriver("org.postgresql.Driver").withUrl(url))
                .withGenerator(new Generator()
                        .withStrategy(new Strategy().withName(OnePackage.class.getName()))
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withInputSchema("public")
                                .withOutputSchemaToDefault(true)
                                .withExcludes("databasechangelog.*")
                                .withIncludeRoutines(false)
                                .withIncludeSequences(false)
                                .withIncludeUDTs(false))
                        .withGenerate(new Generate()
                                .withRecords(false)
                                .withRelations(false)
                                .withIndexes(false)
                                .withGlobalObjectReferences(false)
                                .withGlobalTableReferences(false)
                                .withGlobalKeyReferences(false)
                                .withGlobalIndexReferences(false)
                                .withGlobalSchemaReferences(false)
                                .withGlobalCatalogReferences(false)
                                .withDefaultCatalog(false)
                                .withDefaultSchema(false)
                                .withCommentsOnTables(false)
                                .withJavadoc(false)
                                .withGeneratedAnnotation(false))
                        .withTarget(new Target()
                                .withPackageName(PACKAGE)
                                .withDirectory(sources.toString())
                                .withEncoding("UTF-8")
                                .withClean(true))));
    }

    /** All classes in one package, without jOOQ's levels of catalogue and schema. */
    public static final class OnePackage extends DefaultGeneratorStrategy {
        @Override
        public String getJavaPackageName(Definition definition, Mode mode) {
            return PACKAGE;
        }
    }
}
