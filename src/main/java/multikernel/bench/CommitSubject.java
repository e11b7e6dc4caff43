package multikernel.bench;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import multikernel.agreement.Phases;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import org.jspecify.annotations.Nullable;

/**
 * Commits over a tree, by the engine that the kernel uses, without actors: one at a time, or so many under way at once.
 */
final class CommitSubject implements Subject {

    /** Takes a while: once for all. */
    private static final Codec<CommitDesk.Letter> CODEC =
            Codec.of(MethodHandles.lookup(), CommitDesk.Letter.class, new CodecLimits(1 << 16, 1 << 10, 1 << 10));

    private final Map<String, Object> parameters;
    private final Crowd crowd;
    private final Tree tree;
    private final Phases phases;
    private final int depth;
    private final Desks<CommitDesk.Letter> desks;
    private final List<CoreId> cores;
    private final List<@Nullable CommitDesk> parts = new ArrayList<>();
    private final Recorder recorder = new Recorder();
    private long slices;

    /** @param depth how many commits are under way at once; of more than one the mean time is told */
    CommitSubject(Map<String, Object> parameters, Crowd crowd, boolean isCrowded, Tree tree, Phases phases, int depth) {
        this.parameters = parameters;
        this.crowd = crowd;
        this.tree = tree;
        this.phases = phases;
        this.depth = depth;
        cores = IntStream.range(0, crowd.cores()).mapToObj(CoreId::of).toList();
        desks = new Desks<>(CODEC, crowd.cores(), isCrowded);
        connect(tree);
        cores.forEach(core -> parts.add(null));
    }

    /** Along the tree, and between its root and everyone: the coordinator says itself what is settled. */
    private void connect(Tree tree) {
        var root = tree.root();
        for (var core : tree.cores()) {
            tree.parentOf(core).filter(parent -> !parent.equals(root)).ifPresent(parent -> connect(parent, core));
            if (!core.equals(root)) {
                connect(root, core);
            }
        }
    }

    private void connect(CoreId one, CoreId other) {
        desks.connect(one.index(), other.index());
    }

    @Override
    public String name() {
        return Laboratory.OURS;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public Slice slice(long nanos) {
        recorder.clear();
        var run = new OneRun(++slices);
        crowd.run(() -> run.lead(nanos), other -> () -> run.follow(other + 1));
        return depth == 1 ? recorder.roundTrips(run.took) : recorder.stream(run.finished, run.took, 1);
    }

    @Override
    public void close() {}

    /** Made by the thread that uses it first, so that it lies beside nothing of another's. */
    private CommitDesk part(int core) {
        var part = parts.get(core);
        if (part == null) {
            part = new CommitDesk(cores.get(core), cores, depth);
            parts.set(core, part);
        }
        return part;
    }

    /** All threads for one slice. */
    private final class OneRun {

        private final long slice;
        private long begun;
        private long finished;
        private long took;

        OneRun(long slice) {
            this.slice = slice;
        }

        void lead(long nanos) {
            try {
                var desk = desks.desk(0, slice);
                var part = part(0);
                var start = System.nanoTime();
                var last = start;
                while (last - start < nanos || finished < begun) {
                    while (begun - finished < depth && last - start < nanos) {
                        begun++;
                        part.begin(desk, tree, phases, operation -> finished++);
                    }
                    var before = finished;
                    desk.turn((from, letter) -> part.heard(desk, from, letter, operation -> finished++));
                    if (finished > before) {
                        var now = System.nanoTime();
                        recorder.record((now - last) / (finished - before));
                        last = now;
                    }
                }
                took = last - start;
            } finally {
                desks.end(slice);
            }
        }

        void follow(int core) {
            var desk = desks.desk(core, slice);
            var part = part(core);
            desk.serve((from, letter) -> part.heard(desk, from, letter, operation -> {}));
        }
    }
}
