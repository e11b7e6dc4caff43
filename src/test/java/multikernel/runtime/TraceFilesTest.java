package multikernel.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import multikernel.base.TraceReading;
import multikernel.trace.Names;
import multikernel.trace.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFilesTest {

    private static final Names NAMELESS = new Names() {
        @Override
        public int number(String text) {
            return OTHER;
        }

        @Override
        public String text(int number) {
            return "";
        }
    };

    @TempDir
    Path directory;

    @Test
    void shouldKeepWhatItBeganWithWhileTheSameHappensAgainAndAgain() throws Exception {
        var files = new TraceFiles(directory, 3, 1 << 20);
        write(files, 1, "stuck");
        for (var second = 2; second <= 9; second++) {
            write(files, second, "dropped");
        }
        assertEquals(
                List.of(name(1, "stuck"), name(8, "dropped"), name(9, "dropped")),
                files.readings().stream().map(TraceReading::name).toList());
    }

    @Test
    void shouldDeleteTheOldestWhereThereIsOneOfEach() throws Exception {
        var files = new TraceFiles(directory, 2, 1 << 20);
        write(files, 1, "stuck");
        write(files, 2, "dropped");
        write(files, 3, "stall");
        assertEquals(
                List.of(name(2, "dropped"), name(3, "stall")),
                files.readings().stream().map(TraceReading::name).toList());
    }

    private static void write(TraceFiles files, int second, String what) throws Exception {
        files.write(name(second, what), new Timeline("n", 1, what, 0, 0, 1, List.of(), List.of(), NAMELESS, 0));
    }

    private static String name(int second, String what) {
        return TraceFiles.name(Instant.ofEpochSecond(second), what);
    }
}
