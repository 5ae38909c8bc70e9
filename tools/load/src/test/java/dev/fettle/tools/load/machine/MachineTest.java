package dev.fettle.tools.load.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    Path proc;

    private void process(long pid, long parent, String name, int user, int system, int ofChildren, int pages)
            throws IOException {
        var folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(
                folder.resolve("stat"),
                pid + " (" + name + ") S " + parent + " 1 1 0 -1 4194560 9 9 0 0 " + user + " " + system + " "
                        + ofChildren + " 0 20 0 30 0 100 999999 " + pages + " 18446744073709551615 1 1\n");
    }

    private void total(long user, long idle) throws IOException {
        Files.writeString(proc.resolve("stat"), "cpu  " + user + " 0 10 " + idle + " 50 1 2 0 0 0\ncpu0 1 2 3\n");
    }

    @Test
    void aGroupIsAProcessWithAllItsDescendants() throws IOException {
        total(1000, 9000);
        process(100, 1, "uwsgi master", 100, 50, 25, 256);
        process(101, 100, "worker) (1", 1000, 0, 0, 512);
        process(102, 101, "child", 25, 0, 0, 256);
        process(103, 1, "stranger", 7777, 0, 0, 9999);
        process(200, 1, "mariadbd", 300, 0, 0, 1024);
        var machine = new Machine(proc, List.of(new ProcessGroup("api", 100), new ProcessGroup("db", 200)));

        assertThat(machine.snapshot().groups()).isEqualTo(Map.of("api", 12.0, "db", 3.0));
        assertThat(machine.snapshot().machine()).isEqualTo(10.13);
        assertThat(machine.residentMib()).isEqualTo(Map.of("api", 4.0, "db", 4.0));
    }

    @Test
    void aProcessThatIsGoneIsNotTakenForAnIdleOne() throws IOException {
        total(1, 1);
        var machine = new Machine(proc, List.of(new ProcessGroup("conductor", 4711)));
        assertThatThrownBy(machine::snapshot).hasMessage("process conductor (pid 4711) is gone");
    }

    @Test
    void whatNobodyOfOursSpentIsForeign() {
        var before = new Snapshot(0, 100, 10, Map.of("api", 5.0));
        var after = new Snapshot(2_000_000_000, 103, 10.5, Map.of("api", 6.5));
        var usage = Usage.between(before, after);
        assertThat(usage.seconds()).isEqualTo(2);
        assertThat(usage.generatorPercent()).isCloseTo(25, within(0.001));
        assertThat(usage.foreignPercent()).isCloseTo(50, within(0.001));
        assertThat(usage.millisPerOperation(300)).containsEntry("api", 5.0);
        assertThat(usage.millisPerOperation(0)).isEmpty();
    }

    @Test
    void theRealProcessTablesCanBeRead() {
        var machine = new Machine(
                List.of(new ProcessGroup("test", ProcessHandle.current().pid())));
        assertThat(machine.snapshot().generator()).isPositive();
        assertThat(machine.residentMib().get("test")).isGreaterThan(10);
        assertThat(machine.proportionalMib())
                .hasValueSatisfying(shares -> assertThat(shares.get("test")).isPositive());
    }

    @Test
    void groupsAreReadOffTheCommandLine() {
        assertThat(ProcessGroup.parse("db=12")).isEqualTo(new ProcessGroup("db", 12));
        assertThatThrownBy(() -> ProcessGroup.parse("12")).hasMessage("'12' is not of the form name=pid");
        assertThatThrownBy(() -> ProcessGroup.parse("db=-1")).hasMessageContaining("name=pid");
    }
}
