package multikernel.ownership.far;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.capability.Rights;
import multikernel.codec.Bytes;
import multikernel.ownership.far.FarEnvelope.Said;

/** One start of a node in a {@link FarWorld}: its part, and in place of a kernel the frames that it has. */
final class FarStation {

    static final int CORES = 2;

    /** A chance and a key of this start's own, repeated for the same seed. */
    private record Code(long key) implements Seal {

        @Override
        public long nonce() {
            return key * 31;
        }

        @Override
        public Bytes code(long number, long nonce, NodeMember holder, CoreId core, Rights rights) {
            long code = Objects.hash(key, number, nonce, holder, core, rights);
            return Bytes.copyOf((byte) code, (byte) (code >> 8), (byte) (code >> 16), (byte) (code >> 24));
        }
    }

    final FarWorld world;
    final NodeMember member;
    final Far far;
    final Map<Anchor, Described> slots = new TreeMap<>(java.util.Comparator.comparing(Anchor::object));
    final Set<FarRef> met = new TreeSet<>();
    final Map<Long, Long> contents = new HashMap<>();
    /** Local tickets that have not ended, and until when they have to. */
    final Map<Long, Long> open = new HashMap<>();

    final Map<NodeMember, Long> lastPerformed = new HashMap<>();
    /** When it took over a view without these. */
    final Map<NodeMember, Long> removed = new HashMap<>();

    final List<Runnable> backlog = new ArrayList<>();
    NodeView view = NodeView.NONE;
    boolean isStopped;
    boolean isDead;
    long diedAt;
    private long objects;
    private long tickets;

    FarStation(FarWorld world, NodeMember member, FarLimits limits) {
        this.world = world;
        this.member = member;
        far = new Far(member, 1, CORES, world.bug.limits(limits), new Code(world.random.nextLong()));
    }

    /** What happens while it is stopped happens once it goes on. */
    void happen(Runnable what) {
        if (isStopped) {
            backlog.add(what);
        } else if (!isDead) {
            what.run();
        }
    }

    void on(FarEvent event) {
        for (var effect : far.on(event, world.now)) {
            world.bug.done(effect).forEach(this::perform);
        }
        world.checks.bounds(this);
    }

    void viewed(NodeView next) {
        if (next.number() > view.number()) {
            for (var before : view.members()) {
                if (!next.members().contains(before)) {
                    removed.put(before, world.now);
                }
            }
            var seen = world.bug.viewed(view, next);
            view = next;
            on(new FarEvent.Viewed(seen));
        }
    }

    void heard(NodeMember from, Said said) {
        if (world.bug.hearsAnyone() && said.message() instanceof FarMessage.Hear(long round)) {
            world.say(this, new FarEffect.Send(from, new FarMessage.Heard(round)));
        }
        world.bug.heard(this, from.name(), said).forEach(each -> on(new FarEvent.Heard(from.name(), each)));
    }

    private void perform(FarEffect effect) {
        switch (effect) {
            case FarEffect.Send send -> world.say(this, send);
            case FarEffect.Perform perform -> {
                world.checks.performs(this, perform.request());
                world.after(1 + world.random.nextInt(60), () -> happen(() -> performed(perform)));
            }
            case FarEffect.Ended(var ticket, var result) -> world.checks.ended(this, ticket, result);
            case FarEffect.Look(var upTo, var cores) ->
                world.after(1 + world.random.nextInt(60), () -> happen(() -> look(upTo, cores)));
            case FarEffect.Told _ -> world.told++;
            case FarEffect.Late _ -> world.late++;
        }
    }

    private void performed(FarEffect.Perform perform) {
        on(new FarEvent.Performed(perform.ticket(), result(perform)));
    }

    private FarResult result(FarEffect.Perform perform) {
        if (!slots.containsKey(perform.anchor())) {
            return new FarResult.Refused(Refusal.NO_SUCH_CAPABILITY, "");
        }
        long object = perform.anchor().object().number();
        return switch (perform.request()) {
            case FarRequest.Read _ -> new FarResult.Done(bytes(contents.getOrDefault(object, 0L)), 0);
            case FarRequest.Write write -> {
                contents.put(object, write.offset());
                yield FarResult.DONE;
            }
            case FarRequest.Identify _ -> FarResult.DONE;
            case FarRequest.Share _ -> FarResult.DONE;
        };
    }

    private static Bytes bytes(long value) {
        return Bytes.copyOf((byte) (value >> 8), (byte) value, (byte) 1);
    }

    private void look(long upTo, Set<CoreId> cores) {
        if (!world.bug.isBlind()) {
            on(new FarEvent.Seen(upTo, cores, new HashSet<>(slots.keySet())));
        }
    }

    Anchor make() {
        var id = new ObjectId(CoreId.of(0), 1, ++objects);
        var anchor = new Anchor(CoreId.of((int) (objects % CORES)), 1, new Address(0, (int) (objects % 256)), id);
        slots.put(anchor, new Described(id, CapabilityType.FRAME, objects << 12, 1 << 12));
        return anchor;
    }

    long ticket() {
        tickets++;
        open.put(tickets, world.now + 4 * FarWorld.LIMIT);
        return tickets;
    }

    List<FarRef> held() {
        return far.reading().held().stream().map(FarReading.Held::ref).toList();
    }

    @Override
    public String toString() {
        return member.toString();
    }
}
