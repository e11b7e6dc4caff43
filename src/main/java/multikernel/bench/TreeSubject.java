package multikernel.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import multikernel.urpc.Ring;
import multikernel.urpc.RingReader;
import multikernel.urpc.RingWriter;

/** A message down a tree of threads and an acknowledgement up again, again and again. */
final class TreeSubject implements Subject {

    private static final int CAPACITY = 16;

    private static final int GO = 1;
    private static final int END = 2;

    private final String name;
    private final Map<String, Object> parameters;
    private final Crowd crowd;
    private final Tree tree;
    private final Recorder recorder = new Recorder();

    /** @param crowd a thread for each core, the root's first, in the order of the cores */
    TreeSubject(String name, Map<String, Object> parameters, Crowd crowd, Tree tree) {
        this.name = name;
        this.parameters = parameters;
        this.crowd = crowd;
        this.tree = tree;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    /** The two rings of an edge. */
    private record Edge(RingWriter down, RingReader below, RingWriter up, RingReader above) {

        static Edge create() {
            var down = Ring.memory(CAPACITY);
            var up = Ring.memory(CAPACITY);
            return new Edge(RingWriter.over(down), RingReader.over(down), RingWriter.over(up), RingReader.over(up));
        }
    }

    @Override
    public Slice slice(long nanos) {
        var edges = new TreeMap<CoreId, Edge>();
        tree.cores().stream().skip(1).forEach(core -> edges.put(core, Edge.create()));
        recorder.clear();
        crowd.run(() -> lead(below(tree.root(), edges), nanos), other -> () -> follow(CoreId.of(other + 1), edges));
        return recorder.roundTrips(nanos);
    }

    private List<Edge> below(CoreId core, Map<CoreId, Edge> edges) {
        return tree.childrenOf(core).stream().map(edges::get).toList();
    }

    private void lead(List<Edge> below, long nanos) {
        var last = System.nanoTime();
        var until = last + nanos;
        while (last < until) {
            send(below, GO);
            gather(below);
            var now = System.nanoTime();
            recorder.record(now - last);
            last = now;
        }
        send(below, END);
    }

    private void follow(CoreId core, Map<CoreId, Edge> edges) {
        var edge = edges.get(core);
        var below = below(core, edges);
        if (edge == null) {
            return;
        }
        for (int tag = await(edge.below); tag == GO; tag = await(edge.below)) {
            send(below, GO);
            gather(below);
            send(edge.up, GO);
        }
        send(below, END);
    }

    private static void send(List<Edge> edges, int tag) {
        edges.forEach(edge -> send(edge.down, tag));
    }

    private static void send(RingWriter writer, int tag) {
        for (int looks = 0; writer.claim() < 0; ) {
            looks = Waiting.again(looks);
        }
        writer.publish(tag);
    }

    private static void gather(List<Edge> edges) {
        edges.forEach(edge -> await(edge.above));
    }

    private static int await(RingReader reader) {
        for (int looks = 0; reader.poll() < 0; ) {
            looks = Waiting.again(looks);
            Thread.onSpinWait();
        }
        int tag = reader.tag();
        reader.release();
        return tag;
    }

    @Override
    public void close() {}
}
