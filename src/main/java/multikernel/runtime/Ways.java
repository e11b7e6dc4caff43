package multikernel.runtime;

import java.util.Arrays;
import multikernel.trace.Recorder;
import org.jspecify.annotations.Nullable;

/** One core's ways to others, each made on first use; used by the core's owner only. */
final class Ways {

    private final Incarnation self;
    private final Recorder recorder;
    private @Nullable Way[] ways = new Way[8];

    Ways(Incarnation self, Recorder recorder) {
        this.self = self;
        this.recorder = recorder;
    }

    Way to(Incarnation to) {
        var number = to.number();
        if (number >= ways.length) {
            ways = Arrays.copyOf(ways, Math.max(number + 1, 2 * ways.length));
        }
        var way = ways[number];
        if (way == null) {
            way = new Way(to, self.interconnect().dataLane(self, to), recorder);
            ways[number] = way;
        }
        return way;
    }

    /** Empty and at its end: should it be opened again, its old lanes are no longer looked at. */
    void forget() {
        Arrays.fill(ways, null);
    }

    /** Lets go of the lanes to incarnations that nobody lives on any more. */
    void forgetBuried() {
        for (var i = 0; i < ways.length; i++) {
            var way = ways[i];
            if (way != null && way.to().isBuried() && way.isClear()) {
                ways[i] = null;
            }
        }
    }
}
