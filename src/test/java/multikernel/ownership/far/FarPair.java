package multikernel.ownership.far;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.Capability;
import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.capability.Rights;
import multikernel.codec.Bytes;

/** Three nodes whose messages arrive at once; requests are done by a frame that holds what was written last. */
final class FarPair {

    static final NodeMember ANT = new NodeMember("ant", 1);
    static final NodeMember BEE = new NodeMember("bee", 1);
    static final NodeMember CAT = new NodeMember("cat", 1);
    static final ObjectId OBJECT = new ObjectId(CoreId.of(1), 1, 7);
    static final Anchor ANCHOR = new Anchor(CoreId.of(1), 1, new Address(0, 3), OBJECT);
    static final FarLimits LIMITS = new FarLimits(2, 2, 4, 8, 1_000, 3_000, 100);

    private record Code(NodeMember of) implements Seal {
        @Override
        public long nonce() {
            return of.hashCode();
        }

        @Override
        public Bytes code(long number, long nonce, NodeMember holder, CoreId core, Rights rights) {
            int code = Objects.hash(of, number, nonce, holder, core, rights);
            return Bytes.copyOf((byte) code, (byte) (code >> 8), (byte) (code >> 16), (byte) (code >> 24));
        }
    }

    final Map<NodeMember, Far> nodes = new HashMap<>();
    final Map<NodeMember, List<FarResult>> ended = new HashMap<>();
    final List<String> told = new ArrayList<>();
    final List<FarMessage> said = new ArrayList<>();
    Bytes frame = Bytes.copyOf((byte) 5);
    boolean isThere = true;
    /** Nothing that is said to these arrives. */
    final List<NodeMember> deaf = new ArrayList<>();

    long now;
    private long views;
    private final ArrayDeque<Runnable> way = new ArrayDeque<>();

    FarPair() {
        for (var member : List.of(ANT, BEE, CAT)) {
            begin(member, 1);
        }
        view(ANT, BEE, CAT);
    }

    void begin(NodeMember member, long start) {
        nodes.put(member, new Far(member, start, 2, LIMITS, new Code(member)));
        ended.putIfAbsent(member, new ArrayList<>());
    }

    /** Twice, so that everybody has it before the last ask whether they are heard. */
    void view(NodeMember... members) {
        spread(members);
        spread(members);
    }

    private void spread(NodeMember... members) {
        views++;
        var view = new NodeView(views, List.of(members));
        nodes.keySet().stream().sorted().toList().forEach(each -> on(each, new FarEvent.Viewed(view)));
    }

    void on(NodeMember member, FarEvent event) {
        var far = Objects.requireNonNull(nodes.get(member));
        for (var effect : far.on(event, now)) {
            switch (effect) {
                case FarEffect.Send send -> {
                    said.add(send.message());
                    var words = far.said(send);
                    way.add(() -> {
                        if (!deaf.contains(send.to())) {
                            on(send.to(), new FarEvent.Heard(member.name(), words));
                        }
                    });
                }
                case FarEffect.Perform perform ->
                    way.add(() -> on(member, new FarEvent.Performed(perform.ticket(), result(perform.request()))));
                case FarEffect.Ended(var ticket, var result) ->
                    Objects.requireNonNull(ended.get(member)).add(result);
                case FarEffect.Look(var upTo, var cores) -> {
                    var there = isThere ? java.util.Set.of(ANCHOR) : java.util.Set.<Anchor>of();
                    way.add(() -> on(member, new FarEvent.Seen(upTo, cores, there)));
                }
                case FarEffect.Told(var line) -> told.add(line);
                case FarEffect.Late _ -> told.add("late");
            }
        }
        for (var next = way.poll(); next != null; next = way.poll()) {
            next.run();
        }
    }

    private FarResult result(FarRequest request) {
        if (!isThere) {
            return new FarResult.Refused(Refusal.NO_SUCH_CAPABILITY, "");
        }
        if (request instanceof FarRequest.Write write) {
            frame = write.bytes();
        }
        return new FarResult.Done(request instanceof FarRequest.Read ? frame : Bytes.EMPTY, 0);
    }

    FarResult copy(CapabilityType type, Rights has, Rights rights, String node, int core) {
        var capability = new Capability(new Described(OBJECT, type, 4096, 4096), has);
        on(ANT, new FarEvent.Copy(1, ANCHOR, capability, node, CoreId.of(core), rights));
        return last(ANT);
    }

    /** A copy with these rights for bee. */
    FarRef copied(String rights) {
        var done = copy(CapabilityType.FRAME, Rights.ALL, Rights.of(rights).orElseThrow(), "bee", 1);
        assertEquals(FarResult.Done.class, done.getClass(), done::toString);
        return new FarRef(ANT, ((FarResult.Done) done).number());
    }

    FarResult ask(NodeMember holder, FarRef ref, FarRequest request) {
        on(holder, new FarEvent.Ask(1, ref, request));
        return last(holder);
    }

    FarResult last(NodeMember member) {
        return Objects.requireNonNull(ended.get(member)).removeLast();
    }

    FarReading reading(NodeMember member) {
        return Objects.requireNonNull(nodes.get(member)).reading();
    }
}
