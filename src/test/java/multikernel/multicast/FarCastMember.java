package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import multikernel.base.CoreId;
import multikernel.multicast.CastLedger.Note;
import multikernel.multicast.GroupMessage.Down;
import multikernel.multicast.RollChange.Here;
import org.jspecify.annotations.Nullable;

/** One start of a core. */
final class FarCastMember implements Ground<Note> {
    private final FarCastWorld world;
    final FarCastHost host;
    final Here here;
    final ArrayDeque<Roll> rolls = new ArrayDeque<>();
    final ArrayDeque<Down<Note>> mailbox = new ArrayDeque<>();
    final ArrayDeque<GroupMessage<Note>> early = new ArrayDeque<>();
    final Map<FarCastMember, ArrayDeque<GroupMessage<Note>>> lanes = new LinkedHashMap<>();

    @Nullable
    Roll roll;

    @Nullable
    Casts<Note> casts;

    Seat seat = new Seat(CoreId.of(0), 0);

    FarCastMember(FarCastWorld world, FarCastHost host, Here here) {
        this.world = world;
        this.host = host;
        this.here = here;
    }

    boolean isAlive() {
        return host.members.get(here.core()) == this;
    }

    void told(Roll next) {
        roll = next;
        var mine = next.at(new Place(host.node, here.core()), here.start());
        if (casts == null && mine.isPresent()) {
            seat = mine.get().seat();
            var limits = new CastLimits(world.options.window(), FarCastWorld.PATIENCE);
            casts = new Casts<>(seat.core(), world.options.order(), world.options.slow(), limits, world::tree, this);
        }
        if (casts != null) {
            casts.view(next.view());
            while (!early.isEmpty()) {
                casts.heard(early.remove());
            }
        }
    }

    void heard(GroupMessage<Note> message) {
        if (casts == null) {
            early.add(message);
        } else {
            casts.heard(message);
        }
    }

    @Override
    public void send(CoreId to, GroupMessage<Note> message) {
        world.ledger.require(!to.equals(seat.core()), seat + " sends to itself: " + message);
        var place = Objects.requireNonNull(roll).of(to).orElseThrow();
        var peer = world.find(place);
        if (peer == null) {
            return;
        }
        for (var each : world.casting.sent(message)) {
            if (peer.host == host) {
                peer.lanes.computeIfAbsent(this, from -> new ArrayDeque<>()).add(each);
            } else {
                world.ways.put(this, peer, FarCastWorld.SHAPE.encoded(each));
            }
        }
    }

    @Override
    public void deliver(Down<Note> message) {
        mailbox.add(message);
        world.ledger.handed(seat, message.message(), message.firstView());
    }

    @Override
    public void room() {}

    @Override
    public void slow(Seat member) {}

    @Override
    public void missed(Seat origin, long count) {
        world.ledger.missed(seat, count);
    }
}
