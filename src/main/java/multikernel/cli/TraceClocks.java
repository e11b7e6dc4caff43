package multikernel.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How the clocks of several traces lie to the first one's, from the messages that went between their nodes: the least
 * time that any took one way, as the two clocks show it, is the way and the offset; the other way it is the way less
 * the offset. Half of the difference is the offset, within half of the sum (Cristian, 1989; as NTP does). Without
 * messages both ways the calendar has to do, which each trace says at its beginning.
 */
final class TraceClocks {

    /** Calendars of one machine agree so far; nothing is known of two. */
    private static final long CALENDAR_NANOS = 1_000_000;

    private static final int MICROS_PLACES = 3;

    /**
     * A time as a trace has it, in microseconds: written without an exponent however long the trace is, for viewers
     * look for the point in it.
     */
    static BigDecimal micros(long nanos) {
        return BigDecimal.valueOf(nanos, MICROS_PLACES);
    }

    /**
     * A message that left a node or came to one.
     *
     * @param id which both its ends have
     * @param nanos since the beginning of the trace
     */
    record Moment(String id, boolean isSent, long thread, long nanos, String service) {}

    /** A message of which both ends are in the traces, by the number of the trace. */
    record Passage(int from, Moment sent, int to, Moment arrived) {}

    /**
     * What is added to a calendar, so that it is the first trace's.
     *
     * @param withinNanos how far off that may be
     * @param zeroNanos the moment that is shown as 0, on the first trace's calendar
     */
    record Clock(long beganNanos, long moveNanos, boolean isMeasured, long withinNanos, long zeroNanos) {

        /** Where a moment of the trace is shown in the merged one. */
        long shown(long nanos) {
            return beganNanos + nanos + moveNanos - zeroNanos;
        }
    }

    private record Move(long nanos, long withinNanos) {}

    private final List<Clock> clocks = new ArrayList<>();
    private final List<Passage> passages;

    private TraceClocks(List<Passage> passages) {
        this.passages = passages;
    }

    /** @param beganNanos of each trace, by its calendar */
    static TraceClocks of(List<Long> beganNanos, List<List<Moment>> moments) {
        var made = new TraceClocks(passages(moments));
        var moves = made.moves(beganNanos);
        long zero = Long.MAX_VALUE;
        for (int part = 0; part < beganNanos.size(); part++) {
            zero = Math.min(
                    zero,
                    beganNanos.get(part)
                            + moves.getOrDefault(part, new Move(0, 0)).nanos());
        }
        for (int part = 0; part < beganNanos.size(); part++) {
            var move = moves.get(part);
            made.clocks.add(
                    move == null
                            ? new Clock(beganNanos.get(part), 0, false, CALENDAR_NANOS, zero)
                            : new Clock(beganNanos.get(part), move.nanos(), true, move.withinNanos(), zero));
        }
        return made;
    }

    Clock of(int part) {
        return clocks.get(part);
    }

    List<Passage> passages() {
        return passages;
    }

    private static List<Passage> passages(List<List<Moment>> moments) {
        Map<String, Integer> senders = new HashMap<>();
        Map<String, Moment> sent = new HashMap<>();
        for (int part = 0; part < moments.size(); part++) {
            for (var moment : moments.get(part)) {
                if (moment.isSent()) {
                    senders.put(moment.id(), part);
                    sent.put(moment.id(), moment);
                }
            }
        }
        var passages = new ArrayList<Passage>();
        for (int part = 0; part < moments.size(); part++) {
            for (var moment : moments.get(part)) {
                var from = senders.get(moment.id());
                if (!moment.isSent() && from != null && from != part) {
                    passages.add(new Passage(from, Objects.requireNonNull(sent.get(moment.id())), part, moment));
                }
            }
        }
        return passages;
    }

    /** From the first trace on, whoever has talked with one that is known. */
    private Map<Integer, Move> moves(List<Long> began) {
        Map<List<Integer>, Long> least = new HashMap<>();
        for (var each : passages) {
            long took = began.get(each.to())
                    + each.arrived().nanos()
                    - began.get(each.from())
                    - each.sent().nanos();
            least.merge(List.of(each.from(), each.to()), took, Math::min);
        }
        Map<Integer, Move> moves = new HashMap<>();
        moves.put(0, new Move(0, 0));
        for (boolean isMore = true; isMore; ) {
            isMore = false;
            for (int known : List.copyOf(moves.keySet())) {
                for (int part = 0; part < began.size(); part++) {
                    var there = least.get(List.of(known, part));
                    var back = least.get(List.of(part, known));
                    if (there != null && back != null && !moves.containsKey(part)) {
                        var base = Objects.requireNonNull(moves.get(known));
                        moves.put(
                                part,
                                new Move(base.nanos() - (there - back) / 2, base.withinNanos() + (there + back) / 2));
                        isMore = true;
                    }
                }
            }
        }
        return moves;
    }
}
