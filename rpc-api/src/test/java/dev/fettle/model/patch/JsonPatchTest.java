package dev.fettle.model.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPatchTest {
    private final Map<String, @Nullable Object> document = new LinkedHashMap<>();

    JsonPatchTest() {
        document.put("name", null);
        document.put("extra", Map.of("a", Map.of("b", 1), "list", List.of("x", "y")));
        document.put("description", "text");
    }

    @Test
    void add_putsOrReplacesMember() {
        assertThat(extraAfter(op("add", "/extra/new", 5)))
                .containsEntry("new", 5)
                .containsKey("a");
        assertThat(extraAfter(op("add", "/extra/a", 5))).containsEntry("a", 5);
        assertThat(extraAfter(op("add", "/extra/a/c", 2))).containsEntry("a", Map.of("b", 1, "c", 2));
    }

    @Test
    void lists_takeIndexesAndAppend() {
        assertThat(extraAfter(op("add", "/extra/list/-", "z"))).containsEntry("list", List.of("x", "y", "z"));
        assertThat(extraAfter(op("add", "/extra/list/0", "z"))).containsEntry("list", List.of("z", "x", "y"));
        assertThat(extraAfter(op("replace", "/extra/list/1", "z"))).containsEntry("list", List.of("x", "z"));
        assertThat(extraAfter(op("remove", "/extra/list/0"))).containsEntry("list", List.of("y"));
    }

    @Test
    void operations_applyInOrderAndLeaveTheDocumentAlone() {
        var before = Map.copyOf((Map<?, ?>) document.get("extra"));

        var after =
                apply(List.of(op("add", "/extra/n", Map.of()), op("add", "/extra/n/m", 1), op("remove", "/extra/a")));

        assertThat(after.get("extra")).isEqualTo(Map.of("n", Map.of("m", 1), "list", List.of("x", "y")));
        assertThat(document.get("extra")).isEqualTo(before);
    }

    @Test
    void root_removeAndReplaceWithNullAreTheSame() {
        assertThat(apply(List.of(op("remove", "/description")))).containsEntry("description", null);
        assertThat(apply(List.of(op("replace", "/description", null)))).containsEntry("description", null);
        assertThat(apply(List.of(op("remove", "/name")))).containsEntry("name", null);
    }

    @Test
    void root_notThere_isRefused() {
        assertRefused(FaultCode.PATCH_ERROR, op("add", "/unknown", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/extra/none",
                "/extra/a/none",
                "/extra/list/2",
                "/extra/list/-",
                "/extra/list/01",
                "/description/x"
            })
    void missingTarget_isRefused(String path) {
        assertRefused(FaultCode.PATCH_ERROR, op("remove", path));
        assertRefused(FaultCode.PATCH_ERROR, op("replace", path, 1));
    }

    @Test
    void add_belowMissingParent_isRefused() {
        assertRefused(FaultCode.PATCH_ERROR, op("add", "/extra/none/deeper", 1));
        assertRefused(FaultCode.PATCH_ERROR, op("add", "/extra/list/3", 1));
        assertRefused(FaultCode.PATCH_ERROR, op("add", "/name/x", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "extra", "/extra/", "//extra", "/ex tra", "/extra/a.b", "/extra/a~1b", "/extra/€"})
    void path_thatDoesNotMatch_isRefused(String path) {
        assertRefused(FaultCode.INVALID_PARAMETER_VALUE, op("remove", path));
    }

    @Test
    void path_takesLettersOfEveryLanguage() {
        for (var escapes : List.of(false, true)) {
            var patch = JsonPatch.parse(List.of(op("add", "/extra/größe_大-1", 1)), escapes);

            assertThat(patch.applyTo(Map.of("extra", Map.of()))).isEqualTo(Map.of("extra", Map.of("größe_大-1", 1)));
        }
    }

    @Test
    void escapes_areDecodedWhenAllowed() {
        var patch = JsonPatch.parse(List.of(op("add", "/extra/a~1b~01", 1)), true);

        assertThat(patch.operations().getFirst().path()).containsExactly("extra", "a/b~1");
    }

    @Test
    void malformedOperations_areRefused() {
        assertRefused(FaultCode.INVALID_PARAMETER_VALUE, op("test", "/extra", 1));
        assertRefused(FaultCode.INVALID_PARAMETER_VALUE, op("add", "/extra"));
        assertRefused(FaultCode.INVALID_PARAMETER_VALUE, Map.of("op", "remove"));
        assertRefused(FaultCode.INVALID_PARAMETER_VALUE, Map.of("op", "remove", "path", "/extra/a", "from", "/x"));
        assertThatThrownBy(() -> JsonPatch.parse(Map.of(), false)).isInstanceOf(FaultException.class);
        assertThatThrownBy(() -> JsonPatch.parse(List.of("x"), false)).isInstanceOf(FaultException.class);
        assertThatThrownBy(() -> JsonPatch.parse(Arrays.asList((Object) null), false))
                .isInstanceOf(FaultException.class);
    }

    @Test
    void size_isLimited() {
        var many = Collections.nCopies(JsonPatch.MAX_OPERATIONS + 1, op("remove", "/extra/a"));
        assertThatThrownBy(() -> JsonPatch.parse(many, false)).hasMessageContaining("at most 1000");
        assertRefused(FaultCode.INVALID_PARAMETER_VALUE, op("remove", "/extra" + "/a".repeat(64)));
    }

    @Test
    void messages_neverShowValues() {
        assertThatThrownBy(() -> apply(List.of(op("replace", "/extra/none", "hunter2"))))
                .hasMessageContaining("replace /extra/none")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void rules_knowRootsAndRequiredFields() {
        var rules = PatchRules.NODE;
        rules.check(JsonPatch.of(List.of(op("add", "/extra/x", 1), op("remove", "/name"))));
        assertThatThrownBy(() -> rules.check(JsonPatch.of(List.of(op("replace", "/uuid", "x")))))
                .isInstanceOf(FaultException.class);
        assertThatThrownBy(() -> rules.check(JsonPatch.of(List.of(op("add", "/traits/-", "x")))))
                .isInstanceOf(FaultException.class);
        assertThatThrownBy(() -> rules.check(JsonPatch.of(List.of(op("remove", "/driver")))))
                .hasMessageContaining("/driver");
        assertThatThrownBy(() -> rules.check(JsonPatch.of(List.of(op("replace", "/maintenance", null)))))
                .hasMessageContaining("/maintenance");
    }

    @Test
    void emptyPatch_changesNothing() {
        assertThat(apply(List.of())).isEqualTo(document);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> extraAfter(Map<String, @Nullable Object> operation) {
        return (Map<String, Object>) apply(List.of(operation)).get("extra");
    }

    private Map<String, @Nullable Object> apply(List<Map<String, @Nullable Object>> operations) {
        return JsonPatch.parse(operations, false).applyTo(document);
    }

    private void assertRefused(FaultCode code, Map<String, ? extends @Nullable Object> operation) {
        assertThatThrownBy(() -> JsonPatch.parse(List.of(operation), false).applyTo(document))
                .isInstanceOfSatisfying(FaultException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.status()).isEqualTo(400);
                });
    }

    private static Map<String, @Nullable Object> op(String op, String path) {
        return new LinkedHashMap<>(Map.of("op", op, "path", path));
    }

    private static Map<String, @Nullable Object> op(String op, String path, @Nullable Object value) {
        var operation = op(op, path);
        operation.put("value", value);
        return operation;
    }

    @Test
    void body_isNotChanged() {
        var body = new ArrayList<Map<String, @Nullable Object>>(List.of(op("remove", "/extra/a")));
        JsonPatch.parse(body, false).applyTo(document);
        assertThat(body).containsExactly(op("remove", "/extra/a"));
    }

    @Test
    void pathsOfAnyLength_areRefusedAndBreakNothing() {
        for (var path :
                List.of("/a".repeat(400_000), "/" + "~1".repeat(400_000) + "/", "/" + "a".repeat(400_000) + "/")) {
            var body = List.of(Map.of("op", "remove", "path", path));
            for (Function<Object, JsonPatch> parse : List.<Function<Object, JsonPatch>>of(
                    it -> JsonPatch.parse(it, false), it -> JsonPatch.parse(it, true), JsonPatch::parseAnyPath)) {
                assertThatThrownBy(() -> parse.apply(body)).isInstanceOf(FaultException.class);
            }
        }
    }

    @Test
    void anyPath_reachesKeysOfAnyCharacters() {
        var patch = JsonPatch.parseAnyPath(List.of(Map.of("op", "add", "path", "/extra/a.b c~1d", "value", 1)));

        assertThat(patch.applyTo(Map.of("extra", Map.of()))).isEqualTo(Map.of("extra", Map.of("a.b c/d", 1)));
        assertThatThrownBy(() -> JsonPatch.parseAnyPath(List.of(Map.of("op", "remove", "path", "/extra//b"))))
                .hasMessageContaining("empty segment");
    }

    @Test
    void anyPath_takesNoArraysAndFractions() {
        for (var value : List.of(List.of(1), 1.5)) {
            assertThatThrownBy(() -> JsonPatch.parseAnyPath(List.of(op("add", "/extra/a", value))))
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            e -> assertThat(e.code()).isEqualTo(FaultCode.INVALID_PARAMETER_VALUE))
                    .hasMessageContaining("add /extra/a");
        }
        for (var value : List.of("a", 1, 1L << 40, true, Map.of("deeper", List.of(1.5)))) {
            assertThat(JsonPatch.parseAnyPath(List.of(op("add", "/extra/a", value)))
                            .operations())
                    .hasSize(1);
        }
    }
}
