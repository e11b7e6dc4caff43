package multikernel.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import multikernel.base.TraceReading;
import multikernel.runtime.TraceDesk;

/** Recordings that are done at once, unless told otherwise. */
public final class FakeTraces implements TraceDesk {

    public static final long MILLIS_MAX = 5_000;

    public final Map<String, Path> done = new ConcurrentSkipListMap<>();
    public final Map<String, String> other = new ConcurrentSkipListMap<>();
    public volatile String runs = "";
    public volatile String text = "{\"traceEvents\":[]}";

    /** The state that the next recording ends in. */
    public volatile String ends = "done";

    private int count;

    @Override
    public synchronized Answer record(long millis) {
        if (millis > MILLIS_MAX) {
            return new Answer.TooLong(MILLIS_MAX);
        }
        if (!runs.isEmpty()) {
            return new Answer.AlreadyRecording(runs);
        }
        var name = "trace-" + ++count + ".json";
        if (ends.equals("done")) {
            add(name, text);
        } else {
            other.put(name, ends);
        }
        return new Answer.Begun(name, millis);
    }

    public void add(String name, String content) {
        try {
            done.put(name, Files.writeString(Files.createTempFile("trace", ".json"), content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<TraceReading> traces() {
        var all = new ArrayList<TraceReading>();
        done.forEach((name, file) ->
                all.add(new TraceReading(name, "done", file.toFile().length())));
        other.forEach((name, state) -> all.add(new TraceReading(name, state, 0)));
        return all;
    }

    @Override
    public Optional<Path> file(String name) {
        return Optional.ofNullable(done.get(name));
    }
}
