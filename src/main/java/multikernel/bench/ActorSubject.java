package multikernel.bench;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Pairs of actors under one dispatcher.
 *
 * @param starters the half of each pair that begins
 */
record ActorSubject(String name, Map<String, Object> parameters, List<ActorRef<Said>> starters) implements Subject {

    /** What ends later than this after its time has lost a message, and a run that loses messages measures nothing. */
    private static final long END_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    @Override
    public Slice slice(long nanos) {
        var tallies = new ArrayList<CompletableFuture<Said.Tally>>();
        for (var starter : starters) {
            var done = new CompletableFuture<Said.Tally>();
            tallies.add(done);
            starter.tell(new Said.Begin(nanos, done));
        }
        return together(tallies.stream()
                .map(done -> done.orTimeout(nanos + END_NANOS_MAX, TimeUnit.NANOSECONDS)
                        .join())
                .toList());
    }

    /** Pairs run side by side: operations add up, time does not; the first pair's times stand for all. */
    private static Slice together(List<Said.Tally> tallies) {
        var operations = tallies.stream().mapToLong(Said.Tally::operations).sum();
        var nanos = tallies.stream().mapToLong(Said.Tally::nanos).max().orElse(1);
        var first = tallies.getFirst();
        return first.batch() == 1
                ? first.recorder().roundTrips(nanos)
                : first.recorder().stream(operations, nanos, first.batch() * tallies.size());
    }

    /** The actor system ends its actors. */
    @Override
    public void close() {}
}
