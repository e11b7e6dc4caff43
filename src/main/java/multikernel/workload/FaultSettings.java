package multikernel.workload;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import multikernel.base.Words;
import multikernel.domain.Setting;

/**
 * The settings of a fault domain.
 *
 * @param millis 0 for ever
 * @param to empty for the domain itself
 */
record FaultSettings(Deed deed, int after, int everyMillis, long millis, String to) {

    /** The ways to fail. */
    enum Deed {
        /** The behaviour throws; it alone restarts. */
        THROW,
        /** The core's thread computes and gets nowhere. */
        LOOP,
        /** The core's thread stands still. */
        SLEEP,
        /** The first core sends to the next until a limit refuses it. */
        FLOOD,
        /** The behaviour sends to itself without end; the core never idles, and everything else goes on. */
        BUSY,
        /** Recursion without end; the core ends. */
        OVERFLOW,
        /** The core's loop is told to end. */
        EXIT
    }

    static final List<Setting> KNOWN = List.of(
            new Setting("do", "throw", "what happens: throw, loop, sleep, flood, busy, overflow or exit"),
            new Setting("after", "100", "ticks before it happens, 0 to 1000000000; happens again after as many more"),
            new Setting("every", "10", "milliseconds from tick to tick, 1 to 3600000"),
            new Setting("millis", "0", "milliseconds that loop, sleep, flood and busy last at most; 0: for ever"),
            Setting.POLICY,
            new Setting("to", "", "for flood, the fault domain that is flooded; empty: this domain's next core"));

    static FaultSettings of(Values values) {
        return new FaultSettings(
                values.choice(
                        "do", Arrays.stream(Deed.values()).collect(Collectors.toMap(Words::of, Function.identity()))),
                values.integer("after", 0, 1_000_000_000),
                values.integer("every", 1, 3_600_000),
                values.number("millis", 0, Long.MAX_VALUE / 1_000_000),
                values.text("to"));
    }
}
