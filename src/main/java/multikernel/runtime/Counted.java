package multikernel.runtime;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.CountReading;
import multikernel.metrics.CoreTally;
import multikernel.metrics.RequestTally;
import multikernel.metrics.TallyReadings;

/** Where the cores and the dispatchers that serve the outside count: read by whoever asks, and only then. */
record Counted(List<CoreTally> tallies, List<Served> served) {

    static final Counted NOTHING = new Counted(List.of(), List.of());

    /** A dispatcher that serves the outside. */
    record Served(CoreId core, RequestTally tally) {}

    Counted {
        tallies = List.copyOf(tallies);
        served = List.copyOf(served);
    }

    CountReading reading(long nowNanos) {
        return new CountReading(
                TallyReadings.operations(tallies, nowNanos),
                served.stream()
                        .map(each -> TallyReadings.requests(each.core(), each.tally()))
                        .toList());
    }
}
