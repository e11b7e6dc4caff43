package multikernel.agreement.group;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import multikernel.agreement.group.Linearizability.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One group on one thread: nodes with clocks of their own that stop, go on, end and start again, and a network that
 * loses, repeats, overtakes and is cut, in one direction or both. After every event at most one seat may read.
 */
final class GroupWorld {

    private static final int TICK = 15;

    private record Event(long at, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    record Cut(int from, int to) {}

    final Random random;
    final GroupOptions options;
    final GroupBug bug;
    final GroupLedger ledger = new GroupLedger();
    /** The latest start of each node. */
    final Map<Integer, GroupSeat> seats = new LinkedHashMap<>();

    final Map<Seat, GroupSeat> all = new LinkedHashMap<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    final Set<Cut> cuts = new HashSet<>();
    private final Map<Long, Consumer<GroupAct>> waiting = new LinkedHashMap<>();
    final GroupFaults faults = new GroupFaults(this);
    List<Seat> committedSeats;
    int lossPercent;
    int slowPercent;
    int repeatPercent;
    private long eventNumber;
    long now;
    long hash;
    boolean hashed;

    GroupWorld(Random random, GroupOptions options, GroupBug bug) {
        this.random = random;
        this.options = options;
        this.bug = bug;
        lossPercent = options.lossPercent();
        slowPercent = options.slowPercent();
        repeatPercent = options.repeatPercent();
        var founders = new ArrayList<Seat>();
        for (int node = 0; node < options.seats(); node++) {
            founders.add(new Seat(node, 1));
        }
        committedSeats = List.copyOf(founders);
        for (int node = 0; node < options.nodes(); node++) {
            start(node, new Seat(node, 1), node < options.seats() ? founders : List.of());
        }
    }

    void start(int node, Seat seat, List<Seat> founders) {
        var limits = bug.limits(options.limits(), node);
        var state = new Counters(ledger::applied);
        var group =
                founders.isEmpty() ? Group.joining(seat, state, limits) : Group.founding(seat, founders, state, limits);
        int drift = options.limits().driftMillionths();
        var made = new GroupSeat(node, seat, group, state, limits, rate(drift));
        seats.put(node, made);
        all.put(seat, made);
        after(1 + random.nextInt(TICK), () -> tick(made));
    }

    /** Anything up to the drift, or nothing or all of it. */
    private int rate(int drift) {
        if (drift == 0) {
            return 0;
        }
        return !options.isHarsh() || random.nextBoolean() ? random.nextInt(drift) : random.nextBoolean() ? drift : 0;
    }

    private void tick(GroupSeat at) {
        if (!at.crashed) {
            after(TICK, () -> tick(at));
            if (!at.stopped) {
                perform(at, at.group.ticked(at.clock(now)));
            }
        }
    }

    void after(long delay, Runnable what) {
        eventNumber++;
        events.add(new Event(now + delay, eventNumber, what));
    }

    void runUntil(long end) {
        while (!events.isEmpty() && events.element().at <= end) {
            var event = events.remove();
            now = event.at;
            event.what.run();
            requireOneReader();
        }
        now = end;
    }

    void requireOneReader() {
        GroupSeat reader = null;
        for (var seat : all.values()) {
            if (!seat.crashed && seat.group.mayRead(clock(seat)) == null) {
                GroupLedger.require(reader == null, reader + " and " + seat + " may read at " + now);
                reader = seat;
            }
        }
    }

    /** What reaches a node that is stopped waits until it goes on. */
    void reach(GroupSeat at, Runnable what) {
        if (at.stopped) {
            at.backlog.add(what);
        } else if (!at.crashed) {
            what.run();
        }
    }

    void perform(GroupSeat by, List<GroupAct> acts) {
        for (var act : List.copyOf(acts)) {
            if (hashed) {
                hash = 31 * hash + act.toString().hashCode() + by.node;
            }
            switch (act) {
                case GroupAct.Send send -> send(by, send.to(), send.message());
                case GroupAct.Answered answered -> {
                    var waits = waiting.get(answered.operation().number());
                    if (waits != null) {
                        waits.accept(answered);
                    }
                }
                case GroupAct.Refused refused -> {
                    var waits = waiting.get(refused.operation().number());
                    if (waits != null) {
                        waits.accept(refused);
                    }
                }
                case GroupAct.Serving _ -> ledger.owners++;
                case GroupAct.Seated seated -> {
                    if (!seated.seats().equals(committedSeats)) {
                        ledger.seatings++;
                    }
                    committedSeats = seated.seats();
                }
                case GroupAct.Ceased _, GroupAct.Late _ -> {}
            }
        }
    }

    private void send(GroupSeat from, Seat to, GroupMessage message) {
        var said = bug.said(from, message);
        var target = all.get(to);
        if (said == null || target == null || cuts.contains(new Cut(from.node, target.node))) {
            return;
        }
        faults.sent(from, target, said);
        int copies = random.nextInt(100) < repeatPercent ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            if (random.nextInt(100) >= lossPercent) {
                boolean slow = random.nextInt(100) < slowPercent;
                after(1 + random.nextInt(slow ? options.slowMost() : 10), () -> arrive(from, target, said));
            }
        }
    }

    private void arrive(GroupSeat from, GroupSeat to, GroupMessage message) {
        reach(to, () -> {
            to.now = now;
            var heard = bug.heard(to, message);
            if (heard != null) {
                perform(to, to.group.heard(from.seat, heard, clock(to)));
            }
        });
    }

    /** The time that a seat reads, by its own clock, now; a node that errs has read it before it stood still. */
    long clock(GroupSeat at) {
        return at.clock(at.resuming ? at.stoppedAt : now);
    }

    void write(GroupSeat at, Operation operation, Counters.Change change, Consumer<GroupAct> answer) {
        waiting.put(operation.number(), answer);
        perform(at, at.group.submit(operation, change.bytes(), clock(at)));
        if (bug.answersAtOnce() && at.group.mayRead(clock(at)) == null) {
            long before = at.state.value(change.key());
            long after = change.kind() == Kind.WRITE ? change.argument() : before + change.argument();
            answer.accept(new GroupAct.Answered(operation, at.group.committed() + 1, Counters.number(after)));
        }
        perform(at, at.group.flush(clock(at)));
    }

    @Nullable
    Long read(GroupSeat at, int key) {
        boolean may =
                at.group.mayRead(clock(at)) == null || bug.readsWithoutLease() && at.seat.equals(at.group.owner());
        return may ? (Long) at.state.value(key) : null;
    }

    GroupSeat seat(int node) {
        return Objects.requireNonNull(seats.get(node));
    }

    String report() {
        return seats.values().stream().map(GroupSeat::report).toList().toString();
    }

    List<GroupSeat> alive() {
        return seats.values().stream().filter(seat -> !seat.crashed).toList();
    }
}
