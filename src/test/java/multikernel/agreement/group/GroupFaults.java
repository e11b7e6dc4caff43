package multikernel.agreement.group;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes wrong with the nodes and the network of a {@link GroupWorld}. */
final class GroupFaults {

    private final GroupWorld world;
    /** Whether the next entries that are sent reach only the one to whom they are sent first. */
    private boolean armed;

    GroupFaults(GroupWorld world) {
        this.world = world;
    }

    void cut(int from, int to) {
        world.cuts.add(new GroupWorld.Cut(from, to));
    }

    /** Both ways, from all. */
    void isolate(GroupSeat some, boolean out, boolean in) {
        for (var other : world.alive()) {
            if (other != some && out) {
                cut(some.node, other.node);
            }
            if (other != some && in) {
                cut(other.node, some.node);
            }
        }
    }

    /** An owner is cut off, and all others want its place at the first moment at which they may. */
    void usurp(GroupSeat owner) {
        heal();
        isolate(owner, true, true);
        othersLead(List.of(owner));
    }

    private void othersLead(List<GroupSeat> without) {
        for (var other : world.alive()) {
            if (!without.contains(other)) {
                world.reach(other, () -> world.perform(other, other.group.lead(world.clock(other))));
            }
        }
    }

    void arm() {
        heal();
        armed = true;
    }

    /** Whoever says it, and who is to hear it, are cut off from the others just then. */
    void sent(GroupSeat from, GroupSeat to, GroupMessage message) {
        if (armed
                && message instanceof GroupMessage.Append append
                && !append.entries().isEmpty()) {
            armed = false;
            isolate(from, true, true);
            isolate(to, true, true);
            world.cuts.remove(new GroupWorld.Cut(from.node, to.node));
            world.cuts.remove(new GroupWorld.Cut(to.node, from.node));
            world.after(1, () -> othersLead(List.of(from, to)));
        }
    }

    /** For a while most messages are late, and arrive when much has happened. */
    void slow(int percent, int lasting) {
        world.slowPercent = percent;
        world.after(lasting, () -> world.slowPercent = world.options.slowPercent());
    }

    void heal() {
        world.cuts.clear();
    }

    void stop(GroupSeat at) {
        if (!at.crashed && !at.stopped) {
            at.stopped = true;
            at.stoppedAt = world.now;
            if (world.bug.takesTheStoppedForEnded()) {
                announce(at);
            }
        }
    }

    void resume(GroupSeat at) {
        if (at.stopped && !at.crashed) {
            at.stopped = false;
            at.resuming = world.bug.readsTheTimeTooEarly();
            var backlog = List.copyOf(at.backlog);
            at.backlog.clear();
            for (var what : backlog) {
                what.run();
                world.requireOneReader();
            }
            at.resuming = false;
        }
    }

    /** Only if of every group that anyone alive believes in, a majority stays up. */
    boolean crash(GroupSeat at) {
        if (at.crashed || !survives(world.committedSeats, at)) {
            return false;
        }
        for (var other : world.all.values()) {
            boolean isMember = other.group.seats().contains(other.seat);
            if (!other.crashed && isMember && !survives(other.group.seats(), at)) {
                return false;
            }
        }
        at.crashed = true;
        at.backlog.clear();
        announce(at);
        return true;
    }

    /** Whoever saw for certain that it has ended says so to some. */
    private void announce(GroupSeat ended) {
        if (world.options.isHarsh() && world.random.nextBoolean()) {
            for (var other : world.alive()) {
                if (other != ended && world.random.nextInt(3) > 0) {
                    world.after(1 + world.random.nextInt(20), () -> world.reach(other, () -> tell(other, ended)));
                }
            }
        }
    }

    private void tell(GroupSeat other, GroupSeat ended) {
        world.perform(other, other.group.ended(ended.seat, world.clock(other)));
    }

    private boolean survives(List<Seat> group, @Nullable GroupSeat without) {
        long up = group.stream()
                .map(world.all::get)
                .filter(seat -> seat != null && !seat.crashed && seat != without)
                .count();
        return 2 * up > group.size();
    }

    /** A node starts again and has forgotten everything. */
    void restart(GroupSeat old) {
        if (world.bug.keepsSeat()) {
            var founders = new ArrayList<Seat>();
            for (int node = 0; node < world.options.seats(); node++) {
                founders.add(new Seat(node, 1));
            }
            world.start(old.node, old.seat, founders.contains(old.seat) ? founders : List.of());
        } else {
            world.start(old.node, new Seat(old.node, old.seat.incarnation() + 1), List.of());
        }
    }

    /** Nothing is lost, repeated, slow or stopped any more. */
    void settle() {
        world.lossPercent = 0;
        world.repeatPercent = 0;
        armed = false;
        heal();
        List.copyOf(world.seats.values()).forEach(this::resume);
        List.copyOf(world.seats.values()).stream().filter(seat -> seat.crashed).forEach(this::restart);
    }

    /** Whether somebody ended just when the group became one in which it was needed. */
    boolean hasLostAMajority() {
        return world.all.values().stream()
                .filter(seat -> !seat.crashed && seat.group.seats().contains(seat.seat))
                .anyMatch(seat -> !survives(seat.group.seats(), null));
    }
}
