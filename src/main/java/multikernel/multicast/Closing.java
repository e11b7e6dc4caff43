package multikernel.multicast;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import multikernel.base.CoreId;
import multikernel.multicast.GroupMessage.Ask;
import multikernel.multicast.GroupMessage.Close;
import multikernel.multicast.GroupMessage.Mend;
import multikernel.multicast.GroupMessage.Over;
import multikernel.multicast.GroupMessage.Report;
import multikernel.multicast.GroupMessage.Whole;

/**
 * Makes all members have the same of those that have ended: whatever one of them has. It begins again in each view, so
 * that it ends although those who take part end too.
 *
 * <pre>
 *   eldest: Ask --&gt; all;  Report &lt;-- all;  Close --&gt; all;  who has most: Mend --&gt; who lacks some
 *   all: Whole --&gt; eldest;  Over --&gt; all, who forget those that have ended
 * </pre>
 */
final class Closing<M> {

    private final Standing<M> at;
    private final Map<CoreId, Map<Seat, Long>> reports = new HashMap<>();
    private final Set<CoreId> whole = new HashSet<>();
    private boolean asked;
    private boolean concluded;
    private boolean closed;
    private boolean saidWhole;
    private boolean over;
    private Map<Seat, Long> last = Map.of();

    Closing(Standing<M> at) {
        this.at = at;
    }

    /** In a view that is new. Who has something of one that ended begins, and the eldest if it must know. */
    void begin(boolean mustKnow) {
        reports.clear();
        whole.clear();
        asked = false;
        concluded = false;
        closed = false;
        saidWhole = false;
        over = false;
        if (!at.isMember()) {
            return;
        }
        if (at.streams.keySet().stream().anyMatch(origin -> !at.view.has(origin))) {
            report();
        } else if (mustKnow) {
            ask();
        }
    }

    /** How much there is of sequencers and others that have ended, until everyone has it. */
    Map<Seat, Long> last() {
        return last;
    }

    /** Whether in this view it is known what there is of those that ended, and it is here. */
    boolean isSettled() {
        return closed && isWhole();
    }

    boolean isOver() {
        return over;
    }

    private boolean isWhole() {
        return last.keySet().stream().allMatch(origin -> over || at.stream(origin).isWhole());
    }

    private GroupMessage.Report<M> mine() {
        var have = new HashMap<Seat, Long>();
        at.streams.forEach((origin, stream) -> {
            if (!at.view.has(origin)) {
                have.put(origin, stream.have());
            }
        });
        return new Report<>(at.view.number(), at.core, Map.copyOf(have));
    }

    private CoreId eldest() {
        return at.view.eldest().orElseThrow().core();
    }

    private void report() {
        if (at.isEldest()) {
            ask();
        } else {
            at.ground.send(eldest(), mine());
        }
    }

    private void ask() {
        if (asked) {
            return;
        }
        asked = true;
        reports.put(at.core, mine().have());
        for (var seat : at.view.seats()) {
            if (!reports.containsKey(seat.core())) {
                at.ground.send(seat.core(), new Ask<>(at.view.number()));
            }
        }
        concludeIfAll();
    }

    void heard(Ask<M> ask) {
        at.ground.send(eldest(), mine());
    }

    void heard(Report<M> report) {
        if (!concluded) {
            reports.put(report.from(), report.have());
            ask();
            concludeIfAll();
        }
    }

    private void concludeIfAll() {
        if (concluded || reports.size() < at.view.seats().size()) {
            return;
        }
        concluded = true;
        var most = new HashMap<Seat, Long>();
        reports.values().forEach(have -> have.forEach((origin, number) -> most.merge(origin, number, Math::max)));
        var close = new Close<M>(at.view.number(), Map.copyOf(most), Map.copyOf(reports));
        toOthers(close);
        heard(close);
    }

    private void toOthers(GroupMessage<M> message) {
        for (var seat : at.view.seats()) {
            if (!seat.core().equals(at.core)) {
                at.ground.send(seat.core(), message);
            }
        }
    }

    void heard(Close<M> close) {
        closed = true;
        last = close.last();
        last.forEach((origin, number) -> {
            at.stream(origin).last(number);
            mendIfMost(close, origin, number);
        });
        sayIfWhole();
    }

    private void mendIfMost(Close<M> close, Seat origin, long most) {
        var holder = at.view.seats().stream()
                .map(Seat::core)
                .filter(core -> have(close, core, origin) == most)
                .findFirst();
        if (holder.filter(at.core::equals).isEmpty()) {
            return;
        }
        for (var seat : at.view.seats()) {
            var have = have(close, seat.core(), origin);
            if (have < most) {
                var lacking = at.stream(origin).since(Math.max(0, have));
                at.ground.send(seat.core(), new Mend<>(at.view.number(), origin, lacking, most));
            }
        }
    }

    private long have(Close<M> close, CoreId core, Seat origin) {
        return close.have().getOrDefault(core, Map.of()).getOrDefault(origin, -1L);
    }

    void heard(Mend<M> mend) {
        at.stream(mend.origin()).mend(mend.lacking(), mend.last());
        sayIfWhole();
    }

    private void sayIfWhole() {
        if (isSettled() && !saidWhole) {
            saidWhole = true;
            var said = new Whole<M>(at.view.number(), at.core);
            if (at.isEldest()) {
                heard(said);
            } else {
                at.ground.send(eldest(), said);
            }
        }
    }

    void heard(Whole<M> said) {
        whole.add(said.from());
        if (whole.size() == at.view.seats().size()) {
            toOthers(new Over<>(at.view.number()));
            ended();
        }
    }

    void ended() {
        over = true;
        last = Map.of();
    }
}
