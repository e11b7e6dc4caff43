package multikernel.trace;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.urpc.Line;

/** Two cores on one thread, with a clock that the test moves. */
final class TwoCores {

    /** Numbers in the order in which texts come. */
    private final List<String> texts = new ArrayList<>(List.of("other"));

    private final Names names = new Names() {
        @Override
        public int number(String text) {
            if (!texts.contains(text)) {
                texts.add(text);
            }
            return texts.indexOf(text);
        }

        @Override
        public String text(int number) {
            return texts.get(number);
        }
    };

    final Line level = new Line();
    final Recorder[] cores = {recorder(64), recorder(64)};
    long now = 1_000_000;

    Recorder recorder(int events) {
        return new Recorder(level, names, () -> now, events);
    }

    Names names() {
        return names;
    }

    int name(String text) {
        return names.number(text);
    }

    void level(Level to) {
        level.setOpaque(Recorder.LEVEL, to.ordinal());
    }

    /** One actor's message on a core, which takes so long; what it does happens at its beginning. */
    void handle(int core, String actor, Object message, long position, long nanos, Runnable what) {
        var began = cores[core].nanos();
        what.run();
        now += nanos;
        cores[core].handled(began, name(actor), message, position);
    }

    Timeline timeline() {
        var tracks = new ArrayList<Track>();
        for (var core = 0; core < cores.length; core++) {
            var copy = cores[core].ring().copy(0);
            tracks.add(new Track(core, core, 1, CoreId.of(core).toString(), copy.words(), copy.lost()));
        }
        return new Timeline("node-1", 7, "asked for", 1_000_000, 1_795_000_000_000L, now, tracks, List.of(), names, 0);
    }

    String written() {
        return written(timeline());
    }

    static String written(Timeline timeline) {
        var text = new StringBuilder();
        ChromeTrace.write(timeline, text);
        return text.toString();
    }
}
