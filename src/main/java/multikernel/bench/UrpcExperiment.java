package multikernel.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Messages of 64 bytes between two pinned threads, there and back or in a stream: our ring, the same in C, and peers.
 */
final class UrpcExperiment {

    private static final int CAPACITY = 1_024;
    private static final String ROUND_TRIP = "round-trip";
    private static final String STREAMING = "streaming";

    /** @param max what our ratio to it may be, at most; 0 for no goal */
    private record Peer(String name, Map<String, Object> parameters, Supplier<Pipe> pipe, double max) {}

    private static final List<Peer> PEERS = List.of(
            new Peer("JCTools", Map.of("payload", "new object"), () -> new JctoolsPipe(CAPACITY, true), 0.65),
            new Peer("JCTools", Map.of("payload", "same reference"), () -> new JctoolsPipe(CAPACITY, false), 0),
            new Peer("Agrona", Map.of(), () -> new AgronaPipe(CAPACITY), 0.75),
            new Peer("Disruptor", Map.of(), () -> new DisruptorPipe(CAPACITY), 0.55),
            new Peer("Aeron IPC", Map.of(), () -> new AeronPipe(1), 1.0));

    private UrpcExperiment() {}

    static Experiment open(Laboratory laboratory) {
        var subjects = new ArrayList<Subject>();
        var comparisons = new ArrayList<Comparison>();
        for (var metric : List.of(ROUND_TRIP, STREAMING)) {
            var isStream = metric.equals(STREAMING);
            var ring = laboratory.limits(metric, subjects, comparisons);
            var ours = subject(laboratory, metric, Laboratory.OURS, Map.of(), () -> new RingPipe(CAPACITY));
            subjects.add(ours);
            var goal = isStream ? 1.0 : 1.1;
            ring.ifPresent(
                    limit -> comparisons.add(Comparison.of(metric, ours, limit).atMost(goal, goal)));
            for (var peer : PEERS) {
                var subject = subject(laboratory, metric, peer.name(), peer.parameters(), peer.pipe());
                subjects.add(subject);
                var payload = peer.parameters().isEmpty()
                        ? ""
                        : ", " + peer.parameters().get("payload");
                var comparison = Comparison.of(metric + payload, ours, subject);
                var hasGoal = !isStream && peer.max() > 0;
                comparisons.add(hasGoal ? comparison.atMost(Placement.NEAR, peer.max()) : comparison);
            }
        }
        return new Experiment("urpc", subjects, comparisons, laboratory.notes(), () -> {});
    }

    private static Subject subject(
            Laboratory laboratory, String metric, String name, Map<String, Object> more, Supplier<Pipe> pipe) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("metric", metric);
        parameters.put("bytes", 64);
        parameters.put("capacity", CAPACITY);
        parameters.putAll(more);
        return new PipeSubject(name, parameters, laboratory.cpus(), pipe.get(), pipe.get(), metric.equals(STREAMING));
    }
}
