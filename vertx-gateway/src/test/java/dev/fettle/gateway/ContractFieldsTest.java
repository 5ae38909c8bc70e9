package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.gateway.field.ApiField;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.openapi.ApiSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of {@code contract/resources.md} is there behind its gate, and no other. */
class ContractFieldsTest {
    private static final Map<String, FieldSet> RESOURCES = ApiSchemas.BY_PATH.values().stream()
            .map(ApiSchema::fields)
            .collect(Collectors.toMap(FieldSet::argument, Function.identity()));

    @ParameterizedTest
    @MethodSource("contract")
    void everyFieldHasItsGate(String resource, Map<String, Integer> wanted) {
        var fields = RESOURCES.get(resource);
        assertThat(fields).as("no schema for " + resource).isNotNull();

        var served = new TreeMap<String, Integer>();
        fields.all().forEach((ApiField field) -> served.put(field.name(), field.since()));

        assertThat(served).isEqualTo(wanted);
    }

    @Test
    void everyResourceIsInTheContract() throws IOException {
        assertThat(RESOURCES.keySet()).isEqualTo(rows().keySet());
    }

    static List<Arguments> contract() throws IOException {
        return rows().entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, Map<String, Integer>> rows() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/contract/fields.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .collect(Collectors.groupingBy(
                        cells -> cells[0],
                        TreeMap::new,
                        Collectors.toMap(
                                cells -> cells[1], cells -> Integer.valueOf(cells[2]), (a, _) -> a, TreeMap::new)));
    }
}
