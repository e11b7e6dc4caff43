package multikernel.bench;

import java.util.ArrayList;
import java.util.List;

/** What a domain's dispatchers are sent together, against what their sender does for each of them by itself. */
final class GroupExperiments {

    /** Of the time of a core that sends to each. */
    private static final double MULTICAST_MAX = 0.6;

    /** Of the 99th percentile of who sends to each in turn. */
    private static final double ANYCAST_MAX = 0.2;

    private GroupExperiments() {}

    /** The sender's processor time for a message, with all that its core does for it meanwhile. */
    static Experiment multicast(Laboratory laboratory) {
        var kernel = KernelSubject.boot(laboratory.cores());
        var parameters = Laboratory.parameters("metric", "sender's time", "cores", laboratory.cores());
        var together = new GroupSubject("multicast", parameters, kernel, GroupEnd.Way.MULTICAST);
        var each = new GroupSubject("unicast", parameters, kernel, GroupEnd.Way.SEND_TO_EACH);
        var comparison = Comparison.of("sender's time, " + laboratory.cores() + " cores", together, each)
                .atMost(MULTICAST_MAX, MULTICAST_MAX);
        return new Experiment("multicast", List.of(together, each), List.of(comparison), laboratory.notes(), kernel);
    }

    /** From the send until the answer is back: its 99th percentile stands for a slice. */
    static Experiment anycast(Laboratory laboratory) {
        var kernel = KernelSubject.boot(laboratory.cores());
        var parameters = Laboratory.parameters("metric", "latency, p99", "cores", laboratory.cores());
        var any = new GroupSubject("anycast", parameters, kernel, GroupEnd.Way.ANYCAST);
        var turns = new GroupSubject("round robin", parameters, kernel, GroupEnd.Way.IN_TURN);
        var comparison =
                Comparison.of("latency, p99, one slow member", any, turns).atMost(ANYCAST_MAX, ANYCAST_MAX);
        var notes = new ArrayList<>(laboratory.notes());
        notes.add("the slow member waits " + GroupEnd.SLOW_MILLIS + " ms for something in each message; "
                + GroupEnd.UNDER_WAY + " messages are under way");
        return new Experiment("anycast", List.of(any, turns), List.of(comparison), notes, kernel);
    }
}
