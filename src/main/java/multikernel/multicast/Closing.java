package multikernel.multicast;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import multikernel.base.CoreId;
import multikernel.multicast.GroupMessage.Ask;
import multikernel.multicast.GroupMessage.Close;
import multikernel.multicast.GroupMessage.Down;
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
    private final Map<CoreId, Report<M>> reports = new HashMap<>();
    private final Set<CoreId> whole = new HashSet<>();
    private final Map<Seat, Long> numbered = new HashMap<>();
    private boolean asked;
    private boolean concluded;
    private boolean closed;
    private boolean saidWhole;
    private boolean over;
    private Map<Seat, Long> last = Map.of();
    /** The last number of each that has ended and of which everyone has had all: one for each core that was lost. */
    private final Map<Seat, Long> finished = new HashMap<>();

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
        if (at.streams.keySet().stream().anyMatch(origin -> !at.view.has(origin) && !finished.containsKey(origin))) {
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

    /** What is known to be numbered of each author by those that ended; to be asked once it is settled. */
    Map<Seat, Long> numbered() {
        return numbered;
    }

    /** Whether in this view everyone is known to have all of those that ended. */
    boolean isOver() {
        return over;
    }

    /** Whether what there is of one that ended is all here, and less than this number: so that never comes. */
    boolean endsBefore(Seat origin, long number) {
        var end = finished.get(origin);
        var stream = at.streams.get(origin);
        return end == null ? stream != null && !at.view.has(origin) && stream.endsBefore(number) : end < number;
    }

    /** Whether everyone has had all of one that ended. */
    boolean isFinished(Seat origin) {
        return finished.containsKey(origin);
    }

    private boolean isWhole() {
        return last.keySet().stream()
                .allMatch(origin ->
                        finished.containsKey(origin) || at.stream(origin).isWhole());
    }

    private Report<M> mine() {
        var have = new HashMap<Seat, Long>();
        var mine = new HashMap<Seat, Long>();
        at.streams.forEach((origin, stream) -> {
            if (!at.view.has(origin) && !finished.containsKey(origin)) {
                have.put(origin, stream.have());
                stream.authors().forEach((author, number) -> mine.merge(author, number, Math::max));
            }
        });
        return new Report<>(at.view.number(), at.core, Map.copyOf(have), Map.copyOf(finished), Map.copyOf(mine));
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
        reports.put(at.core, mine());
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
            reports.put(report.from(), report);
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
        reports.values()
                .forEach(report -> report.have().forEach((origin, number) -> most.merge(origin, number, Math::max)));
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
        numbered.clear();
        close.reports()
                .values()
                .forEach(
                        report -> report.numbered().forEach((author, each) -> numbered.merge(author, each, Math::max)));
        last.forEach((origin, number) -> {
            if (!finished.containsKey(origin)) {
                at.stream(origin).last(number);
                mendIfMost(close, origin, number);
            }
        });
        sayIfWhole();
    }

    private void mendIfMost(Close<M> close, Seat origin, long most) {
        var holder = at.view.seats().stream()
                .map(Seat::core)
                .filter(core -> isOpen(close, core, origin) && have(close, core, origin) == most)
                .findFirst();
        if (holder.filter(at.core::equals).isEmpty()) {
            return;
        }
        for (var seat : at.view.seats()) {
            var have = have(close, seat.core(), origin);
            if (have < most) {
                mend(seat.core(), origin, at.stream(origin).since(Math.max(0, have)), most);
            }
        }
    }

    private void mend(CoreId to, Seat origin, List<Down<M>> lacking, long most) {
        int from = 0;
        do {
            int end = Math.min(from + Mend.LACKING_MAX, lacking.size());
            var some = List.copyOf(lacking.subList(from, end));
            at.ground.send(to, new Mend<>(at.view.number(), origin, some, most, end == lacking.size()));
            from = end;
        } while (from < lacking.size());
    }

    private boolean isOpen(Close<M> close, CoreId core, Seat origin) {
        var report = close.reports().get(core);
        return report != null && report.have().containsKey(origin);
    }

    private long have(Close<M> close, CoreId core, Seat origin) {
        var report = close.reports().get(core);
        return report == null
                ? -1
                : report.have().getOrDefault(origin, report.finished().getOrDefault(origin, -1L));
    }

    void heard(Mend<M> mend) {
        at.stream(mend.origin()).mend(mend.lacking(), mend.last(), mend.isAll());
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
        finished.putAll(last);
        last = Map.of();
    }
}
