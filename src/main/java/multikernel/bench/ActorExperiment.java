package multikernel.bench;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Typed actors in pairs: a ball to and fro, and a stream of messages under credit; ours against Akka's dispatchers. Of
 * eight pairs every other one sends the other way, so that both cores send and receive. The default pool places actors
 * as it likes and may run both of a pair on one thread: what a user gets, and not a message that crosses.
 *
 * <p>Where a message's time goes, far, where a line takes 290 ns to come over (sampled; a C ring's round trip is 760
 * ns): the line of the slot, then that of the envelope, each way, one after the other, which alone is more than a ring
 * of values takes; 15 ns of instructions in the lane, the rest of the way through Akka's references and its context. In
 * a stream the receiver is the slower side: it finds runs of 16 nearly always, and waits for their slots, their
 * envelopes and, when it frees them, the slots again. What is left between two runs of one program, up to a factor of
 * 2, is where the collector has laid what one core writes with each message (Akka's context of the actor, the actor
 * itself) beside what the other reads (references, cell, mailbox). Tried without gain: more quick looks between empty
 * turns, a wider look ahead, and messages in the lane without their envelopes (a tell 166 ns where it was 118).
 */
final class ActorExperiment {

    private static final int MANY = 8;

    /** A few times what the workers of a pool spin before they park. */
    private static final long PARKED_NANOS = TimeUnit.MICROSECONDS.toNanos(30);

    private static final Peer OURS = new Peer(Laboratory.OURS, Troupe.core(0), Troupe.core(1));
    private static final Peer OURS_TOGETHER =
            new Peer(Laboratory.OURS, Map.of("pairs placed", "together"), Troupe.core(0), Troupe.core(1), 0);
    private static final Peer AFFINITY = new Peer("Akka affinity", "affinity", "affinity");
    private static final Peer PINNED = new Peer("Akka pinned", "pinned", "pinned");
    private static final Peer AWAKE =
            new Peer("Akka two pools", Map.of("workers", "awake"), "pool-first", "pool-second", 0);
    private static final Peer PARKED = new Peer(
            "Akka two pools",
            Laboratory.parameters("workers", "parked", Verdict.REST, PARKED_NANOS),
            "pool-first",
            "pool-second",
            PARKED_NANOS);
    private static final Peer DEFAULT = new Peer("Akka default", "", "");
    private static final Peer OURS_ALONE = new Peer(Laboratory.OURS, Troupe.core(0), Troupe.core(0));
    private static final List<Peer> ONE_THREAD = List.of(
            new Peer("Akka default", "pool-one", "pool-one"),
            new Peer("Akka affinity", "affinity-one", "affinity-one"));

    /**
     * @param first dispatcher of one half of a pair, {@code second} of the other
     * @param restNanos before each ball
     */
    private record Peer(String name, Map<String, Object> parameters, String first, String second, long restNanos) {
        Peer(String name, String first, String second) {
            this(name, Map.of(), first, second, 0);
        }
    }

    private final Laboratory laboratory;
    private final Troupe troupe;
    private final List<Subject> subjects = new ArrayList<>();
    /** Akka's default pool, which keeps both of a pair on one thread where it can: a peer of two ways. */
    private @Nullable Subject pool;

    private final List<Comparison> comparisons = new ArrayList<>();

    private ActorExperiment(Laboratory laboratory) {
        this.laboratory = laboratory;
        troupe = Troupe.on(laboratory.cpus());
    }

    static Experiment open(Laboratory laboratory) {
        var experiment = new ActorExperiment(laboratory);
        if (laboratory.cores() > 1) {
            experiment.roundTripsAcross();
            experiment.tells(1);
            experiment.tells(MANY);
        }
        experiment.roundTripsOnOneCore();
        return experiment.named("actor");
    }

    /** Messages that stay on their core. */
    static Experiment onOneCore(Laboratory laboratory) {
        var experiment = new ActorExperiment(laboratory);
        experiment.roundTripsOnOneCore();
        experiment.tellsOnOneCore();
        return experiment.named("lrpc");
    }

    private Experiment named(String name) {
        return new Experiment(name, subjects, comparisons, laboratory.notes(), troupe);
    }

    private void roundTripsAcross() {
        var ours = roundTrips(OURS, 1);
        laboratory
                .limits("round-trip", subjects, comparisons)
                .ifPresent(ring ->
                        comparisons.add(Comparison.of("round-trip", ours, ring).atMost(1.6, 1.6)));
        compare("round-trip", ours, roundTrips(AFFINITY, 1), 0.45, 0.45);
        compare("round-trip", ours, roundTrips(PINNED, 1), 0.07, 0.16);
        compare("round-trip, workers awake", ours, roundTrips(AWAKE, 1), 0.35, 0.35);
        compare("round-trip, workers parked", ours, roundTrips(PARKED, 1), 0.06, 0.06);
        pool = roundTrips(DEFAULT, 1);
        comparisons.add(Comparison.of("round-trip", ours, pool));
    }

    private void tells(int pairs) {
        var metric = pairs == 1 ? "tell, 1 pair" : "tell, " + pairs + " pairs";
        var goal = pairs == 1 ? 1 / 2.0 : 1 / 1.5;
        var ours = tells(OURS, pairs, false);
        var peers = new ArrayList<Subject>();
        for (var peer : List.of(AFFINITY, PINNED, AWAKE)) {
            peers.add(tells(peer, pairs, false));
        }
        var pool = tells(DEFAULT, pairs, false);
        if (pairs == 1) {
            peers.add(pool);
        } else {
            comparisons.add(Comparison.of(metric, ours, pool));
        }
        compareAll(metric, ours, peers, goal);
        if (pairs > 1) {
            compare(metric + ", placed freely", tells(OURS_TOGETHER, pairs, true), pool, 1 / 1.2, 1 / 1.2);
        }
    }

    private void roundTripsOnOneCore() {
        var ours = roundTrips(OURS_ALONE, 1);
        var peers = new ArrayList<Subject>();
        ONE_THREAD.forEach(peer -> peers.add(roundTrips(peer, 1)));
        peers.add(pool == null ? roundTrips(DEFAULT, 1) : pool);
        compareAll("round-trip, one core", ours, peers, 1 / 2.0);
    }

    private void tellsOnOneCore() {
        var ours = tells(OURS_ALONE, 1, true);
        for (var peer : ONE_THREAD) {
            comparisons.add(Comparison.of("tell, one core", ours, tells(peer, 1, true)));
        }
    }

    private void compare(String metric, Subject ours, Subject other, double near, double far) {
        comparisons.add(Comparison.of(metric, ours, other).atMost(near, far));
    }

    /** With each of them, and with the best of them, for which the goal is. */
    private void compareAll(String metric, Subject ours, List<Subject> peers, double goal) {
        peers.forEach(peer -> comparisons.add(Comparison.of(metric, ours, peer)));
        comparisons.add(Comparison.ofBest(metric, ours, peers).atMost(goal, goal));
    }

    private Subject roundTrips(Peer peer, int pairs) {
        var starters = new ArrayList<ActorRef<Said>>();
        for (int i = 0; i < pairs; i++) {
            starters.add(troupe.spawn(
                    Asker.of(troupe.spawn(Asker.answerer(), peer.second()), peer.restNanos()), peer.first()));
        }
        return add(peer, "round-trip", pairs, starters);
    }

    /** @param together both of a pair under one dispatcher, pairs in turn */
    private Subject tells(Peer peer, int pairs, boolean together) {
        var starters = new ArrayList<ActorRef<Said>>();
        for (int i = 0; i < pairs; i++) {
            var from = i % 2 == 0 ? peer.first() : peer.second();
            var there = i % 2 == 0 ? peer.second() : peer.first();
            starters.add(troupe.spawn(Teller.of(troupe.spawn(Teller.listener(), together ? from : there)), from));
        }
        return add(peer, "tell", pairs, starters);
    }

    private Subject add(Peer peer, String metric, int pairs, List<ActorRef<Said>> starters) {
        var isOneCore = peer.first().equals(peer.second())
                && !List.of("affinity", "pinned", "").contains(peer.first());
        var parameters = Laboratory.parameters("metric", metric, "pairs", pairs, "cores", isOneCore ? 1 : 2);
        parameters.putAll(peer.parameters());
        var subject = new ActorSubject(peer.name(), parameters, starters);
        subjects.add(subject);
        return subject;
    }
}
