package dev.fettle.db;

import static dev.fettle.db.tables.Nodes.NODES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private final Query query = Session.SQL
            .update(NODES)
            .set(NODES.NAME, Template.parameter("name", NODES.NAME))
            .set(NODES.PREVIOUS_STATE_SECONDS, DSL.field("1::bigint", Long.class))
            .where(NODES.ID.eq(Template.parameter("id", NODES.ID)))
            .and(NODES.OWNER.isDistinctFrom(Template.parameter("name", NODES.OWNER)));

    @Test
    void valuesComeInTheOrderOfTheText() {
        var statement = Template.of(query).with(Map.of("id", 7L, "name", "x"));

        assertThat(statement.binds()).isEqualTo(List.of("x", 7L, "x"));
        assertThat(statement.sql()).doesNotContain(":value_").contains("1::bigint", "= ?");
        assertThat(statement.toString()).doesNotContain("x, 7");
    }

    @Test
    void aValueMayBeNullButNotBeForgotten() {
        var template = Template.of(query);

        var nothing = new HashMap<String, @Nullable Object>();
        nothing.put("id", null);
        nothing.put("name", null);
        assertThat(template.with(nothing).binds()).hasSize(3).containsOnlyNulls();
        assertThatThrownBy(() -> template.with(Map.of("id", 7L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
    }

    @Test
    void aValueWithoutANameIsABug() {
        var nameless = Session.SQL.deleteFrom(NODES).where(NODES.ID.eq(7L));

        assertThatThrownBy(() -> Template.of(nameless)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachShapeIsWrittenOnceAndTheirNumberIsLimited() {
        var written = new AtomicInteger();
        var templates = new Templates<Integer>(number -> {
            written.incrementAndGet();
            return Session.SQL.deleteFrom(NODES).where(NODES.ID.eq(DSL.inline((long) number)));
        });

        for (var i = 0; i < 2_000; i++) {
            templates.get(i);
        }
        templates.get(3);
        assertThat(written).hasValue(2_000);
        assertThat(templates.get(1_999).with(Map.of()).sql()).endsWith("= 1999");
        assertThat(written).hasValue(2_001);
    }
}
