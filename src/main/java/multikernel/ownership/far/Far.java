package multikernel.ownership.far;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;

/**
 * One node's part: as home of what it has named to others, and as holder of what others have named to it. Nothing is
 * believed that does not pass the fence.
 */
public final class Far {

    /** Names and tickets of a later start of a node's part are larger than all of those before. */
    static final int START_SHIFT = 40;

    private final NodeMember self;
    private final long start;
    private final Out out;
    private final Home home;
    private final Hearing hearing;
    private final Service service;
    private final Holder holder;
    /** By member, the latest start of its part that was heard. */
    private final Map<NodeMember, Long> starts = new HashMap<>();

    private NodeView view = NodeView.NONE;

    /**
     * @param start counts the parts that this start of the node has had, from 1 to 2<sup>20</sup>
     * @param cores of this node
     */
    public Far(NodeMember self, long start, int cores, FarLimits limits, Seal seal) {
        this.self = self;
        this.start = start;
        out = new Out(self);
        home = new Home(self, start, limits, seal, out);
        hearing = new Hearing(self, limits, out);
        service = new Service(limits, home, hearing, out);
        holder = new Holder(self, start, cores, limits, out);
    }

    /** @param nowNanos of a clock that nobody sets, and that goes on while the process is stopped */
    public List<FarEffect> on(FarEvent event, long nowNanos) {
        switch (event) {
            case FarEvent.Viewed(var next) -> viewed(next, nowNanos);
            case FarEvent.Heard heard -> heard(heard.node(), heard.said(), nowNanos);
            case FarEvent.Unsent(var to, var message) -> {
                if (message instanceof FarMessage.Asked asked) {
                    holder.unsent(to, asked);
                }
            }
            case FarEvent.Copy copy -> home.copy(copy, nowNanos);
            case FarEvent.Ask ask -> holder.ask(ask, nowNanos);
            case FarEvent.Drop drop -> holder.drop(drop);
            case FarEvent.Performed performed -> service.performed(performed, nowNanos);
            case FarEvent.Seen seen -> home.seen(seen);
            case FarEvent.LetGo letGo -> home.letGo(letGo);
            case FarEvent.Changed _ -> home.look();
            case FarEvent.Ticked _ -> {
                home.ticked(nowNanos);
                service.ticked(nowNanos);
                holder.ticked(nowNanos);
            }
        }
        return out.take();
    }

    /** Everybody is asked at once whether they hear this node, and so hears which start of its part it is. */
    private void viewed(NodeView next, long nowNanos) {
        if (next.number() <= view.number()) {
            return;
        }
        view = next;
        boolean isMember = next.members().contains(self);
        starts.keySet().retainAll(next.members());
        hearing.view(next);
        service.view(next, isMember);
        home.view(next);
        holder.view(next, isMember);
        if (isMember) {
            hearing.ask(nowNanos);
        }
    }

    private void heard(String node, FarEnvelope.Said said, long nowNanos) {
        var from = new NodeMember(node, said.from());
        boolean isBelieved = view.members().contains(from)
                && view.members().contains(self)
                && said.to() == self.incarnation()
                && said.start() >= starts.getOrDefault(from, 0L);
        if (!isBelieved) {
            out.late(from, said.message());
            return;
        }
        var before = starts.put(from, said.start());
        if (before != null && before < said.start()) {
            home.begunAgain(from, said.start());
            holder.begunAgain(from, said.start());
        }
        heard(from, said.start(), said.message(), nowNanos);
    }

    private void heard(NodeMember from, long itsStart, FarMessage message, long nowNanos) {
        switch (message) {
            case FarMessage.Give give -> holder.give(from, give);
            case FarMessage.Took took -> home.took(from, itsStart, took);
            case FarMessage.Gone gone -> holder.gone(from, gone);
            case FarMessage.Forgotten forgotten -> home.forgotten(from, forgotten);
            case FarMessage.Dropped dropped -> home.dropped(from, dropped);
            case FarMessage.Asked asked -> service.asked(from, asked, nowNanos);
            case FarMessage.Answered answered -> holder.answered(from, answered);
            case FarMessage.Hear(var round) -> out.send(from, new FarMessage.Heard(round));
            case FarMessage.Heard(var round) -> {
                if (hearing.heard(from, round)) {
                    service.goOn(nowNanos);
                }
            }
        }
    }

    public NodeMember self() {
        return self;
    }

    /** What a message of this part goes out as. */
    public FarEnvelope.Said said(FarEffect.Send send) {
        return new FarEnvelope.Said(self.incarnation(), start, send.to().incarnation(), send.message());
    }

    /** Whether anything is named between this node and another. */
    public boolean isIdle() {
        return home.count() == 0 && holder.count() == 0 && holder.waiting() == 0;
    }

    public FarReading reading() {
        return new FarReading(home.readings(), holder.readings());
    }
}
