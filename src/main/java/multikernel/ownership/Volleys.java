package multikernel.ownership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import multikernel.base.CoreId;
import multikernel.base.OpenVote;
import multikernel.base.OperationId;
import multikernel.ownership.OwnershipMessage.Closed;

/**
 * What an owner has told cores that it reaches by itself, and who of them has not said yet that it is done: one phase
 * in one short message each way, for what nobody may refuse and doing twice changes nothing.
 *
 * <p>Who has ended has done it; who has only left the view is waited for.
 */
final class Volleys {

    /** What a volley was for. */
    interface Aim {

        OperationId operation();

        /** The word for it. */
        String about();

        void reached();

        /** The core has left the view and may still use what it is to give up. */
        void delayed(CoreId core);
    }

    private final class Volley {

        final Aim aim;
        final List<Start> awaited;
        final int told;

        Volley(Aim aim, List<CoreId> cores) {
            this.aim = aim;
            this.told = cores.size();
            this.awaited = new ArrayList<>(cores.size());
            for (int next = 0; next < cores.size(); next++) {
                awaited.add(new Start(cores.get(next), ground.incarnationOf(cores.get(next))));
            }
        }
    }

    private final Ground ground;
    private final Map<Long, Volley> volleys = new LinkedHashMap<>();
    private long numbers;

    Volleys(Ground ground) {
        this.ground = ground;
    }

    int size() {
        return volleys.size();
    }

    /** The owner has done its own part. */
    void votes(List<OpenVote> into) {
        for (var volley : volleys.values()) {
            var awaited = volley.awaited.stream().map(Start::core).toList();
            into.add(new OpenVote(volley.aim.operation(), volley.aim.about(), 1 + volley.told, awaited, true));
        }
    }

    /** @param message made of the volley's number, which is this core's own */
    void begin(List<CoreId> cores, LongFunction<OwnershipMessage> message, Aim aim) {
        var volley = new Volley(aim, cores);
        volleys.put(++numbers, volley);
        var said = message.apply(numbers);
        for (int next = 0; next < cores.size(); next++) {
            ground.say(cores.get(next), said);
        }
    }

    void heard(CoreId from, Closed closed) {
        var volley = volleys.get(closed.number());
        if (volley == null || !volley.awaited.remove(new Start(from, ground.incarnationOf(from)))) {
            ground.late(from, closed);
        } else if (volley.awaited.isEmpty()) {
            volleys.remove(closed.number());
            volley.aim.reached();
        }
    }

    /** Whoever waits for cores that left is told. */
    void left(List<Start> lost) {
        for (var volley : List.copyOf(volleys.values())) {
            for (var start : lost) {
                if (volley.awaited.contains(start)) {
                    volley.aim.delayed(start.core());
                }
            }
        }
    }

    /** Its loop is over, and its views are closed. */
    void ended(Start start) {
        for (var number : List.copyOf(volleys.keySet())) {
            var volley = Objects.requireNonNull(volleys.get(number));
            if (volley.awaited.remove(start) && volley.awaited.isEmpty()) {
                volleys.remove(number);
                volley.aim.reached();
            }
        }
    }
}
