package dev.fettle.db.operation;

import dev.fettle.db.row.CleanText;
import dev.fettle.model.operation.StepRun;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Writes of the table {@code operation_steps}: a row is begun and later ended. */
final class StepRunRows {
    private static final int DETAIL = 4096;

    private StepRunRows() {}

    static void write(DSLContext sql, long operation, List<StepRun> runs) {
        for (var run : runs) {
            sql.execute(
                    "insert into operation_steps (operation_id, position, attempt, interface, step, started_at, ended_at,"
                            + " outcome, detail) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (operation_id, position, attempt)"
                            + " do update set ended_at = excluded.ended_at, outcome = excluded.outcome, detail = excluded.detail",
                    operation,
                    run.position(),
                    run.attempt(),
                    run.iface(),
                    run.step(),
                    time(run.startedAt()),
                    time(run.endedAt()),
                    run.outcome(),
                    run.detail() == null ? null : CleanText.lenient(run.detail(), DETAIL));
        }
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
