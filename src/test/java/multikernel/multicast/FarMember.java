package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.codec.BadMessage;
import multikernel.codec.Bytes;
import multikernel.multicast.RollChange.Here;
import org.jspecify.annotations.Nullable;

/** One start of a core. */
final class FarMember {
    final FarWorld world;
    final FarHost host;
    final Here here;
    final ArrayDeque<Roll> rolls = new ArrayDeque<>();
    final ArrayDeque<Runnable> early = new ArrayDeque<>();
    final Map<FarMember, ArrayDeque<Object>> lanes = new LinkedHashMap<>();

    @Nullable
    Roll roll;

    FarPlay.@Nullable Part part;

    Seat seat = new Seat(CoreId.of(0), 0);

    FarMember(FarWorld world, FarHost host, Here here) {
        this.world = world;
        this.host = host;
        this.here = here;
    }

    boolean isAlive() {
        return host.members.get(here.core()) == this;
    }

    GroupPlace place() {
        return new GroupPlace(host.node.name(), here.core());
    }

    Roll roll() {
        return Objects.requireNonNull(roll, "a member that was told");
    }

    void told(Roll next) {
        roll = next;
        var mine = next.at(new Place(host.node, here.core()), here.start());
        if (part == null && mine.isPresent()) {
            seat = mine.get().seat();
            part = world.play.joins(this);
        }
        if (part != null) {
            part.view(next);
            while (!early.isEmpty()) {
                early.remove().run();
            }
        }
    }

    /** Does what members do, if it can. */
    void acts() {
        if (part != null) {
            part.acts();
        }
    }

    void heard(Object message) {
        if (part == null) {
            early.add(() -> heard(message));
        } else {
            part.heard(message);
        }
    }

    void heard(Bytes letter) {
        if (part == null) {
            early.add(() -> heard(letter));
            return;
        }
        try {
            part.heard(part.decoded(letter));
        } catch (BadMessage bad) {
            throw new IllegalStateException("a letter that cannot be read", bad);
        }
    }

    private Enrolled peer(CoreId number) {
        return roll().of(number).orElseThrow(() -> new IllegalStateException("no member has the number " + number));
    }

    void send(CoreId to, Object message) {
        world.play.require(!to.equals(seat.core()), seat + " sends to itself: " + message);
        var peer = world.find(peer(to));
        if (peer == null) {
            return;
        }
        if (peer.host == host) {
            peer.lanes.computeIfAbsent(this, from -> new ArrayDeque<>()).add(message);
        } else {
            world.ways.put(this, peer, FarPlay.of(part).encoded(message));
        }
    }
}
