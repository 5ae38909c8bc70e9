package dev.fettle.model.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private static final FieldTable.Builder THING = FieldTable.of("Thing", "1.0");
    private static final Field<String> NAME = THING.text("name", "1.0");
    private static final Field<String> OTHER = THING.text("other", "1.0");
    private static final Field<Map<String, Object>> EXTRA = THING.object("extra", "1.0");
    private static final Field<List<String>> TRAITS = THING.textList("traits", "1.0");
    private static final FieldTable TABLE = THING.build();
    private static final Values.Shape SHAPE = Values.shape(TABLE, List.of(TRAITS, NAME, EXTRA));

    @Test
    void rowsOfAShapeAreTheValuesThatABuilderMakes() {
        var read = SHAPE.read((field, place) -> field.equals(NAME) ? "n" + place : null);

        assertThat(read)
                .isEqualTo(Values.none(TABLE).toBuilder()
                        .put(NAME, "n1")
                        .put(EXTRA, null)
                        .put(TRAITS, null)
                        .build());
        assertThat(read.get(EXTRA)).isEmpty();
        assertThat(read.get(TRAITS)).isEmpty();
        assertThat(read.has(OTHER)).isFalse();
    }

    @Test
    void aChangedRowLeavesOthersOfItsShapeAlone() {
        var one = SHAPE.read((_, _) -> null);
        var changed = one.with(OTHER, "o").toBuilder().unset(NAME).build();

        assertThat(changed.setFields()).containsExactly(OTHER, EXTRA, TRAITS);
        assertThat(one.setFields()).containsExactly(NAME, EXTRA, TRAITS);
        assertThat(SHAPE.<RuntimeException>read((_, _) -> null)).isEqualTo(one);
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> SHAPE.read((_, _) -> 5L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("traits takes TEXT_LIST, not Long");
    }
}
