package multikernel.metrics;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import multikernel.base.CoreId;
import multikernel.base.CoreState;
import multikernel.base.Outcome;

/** The events of a recording by the JDK's flight recorder; while nobody records, each costs a look at a flag. */
public final class Recording {

    /** An operation that takes longer is recorded; some take a microsecond, and there may be a million a second. */
    private static final long SLOW_NANOS = 10_000_000;

    private static final String OURS = "Multikernel";

    @Name("multikernel.Stall")
    @Label("Stall")
    @Category(OURS)
    @Description("A behaviour that has run one message for longer than multikernel.dispatcher.run-budget")
    @StackTrace(false)
    static final class Stall extends Event {
        @Label("Core")
        int core;

        @Label("Incarnation")
        int incarnation;

        @Label("Actor")
        String actor = "";

        @Label("Behavior")
        String behavior = "";

        @Label("Has Run For")
        @Timespan(Timespan.MILLISECONDS)
        long hasRunMillis;

        @Label("Stack")
        String stack = "";
    }

    @Name("multikernel.Pause")
    @Label("Pause")
    @Category(OURS)
    @Description("The collector stopped every core for longer than multikernel.dispatcher.run-budget")
    @StackTrace(false)
    static final class Pause extends Event {
        @Label("Collector")
        String collector = "";

        @Label("Stops")
        long stops;

        @Label("Stood Still For")
        @Timespan(Timespan.MILLISECONDS)
        long stoodMillis;
    }

    @Name("multikernel.CoreState")
    @Label("Core State")
    @Category(OURS)
    @Description("A core has joined, failed, left, or stands still")
    @StackTrace(false)
    static final class StateOfCore extends Event {
        @Label("Core")
        int core;

        @Label("Incarnation")
        int incarnation;

        @Label("State")
        String state = "";

        @Label("Why")
        String why = "";
    }

    @Name("multikernel.SlowOperation")
    @Label("Slow Operation")
    @Category(OURS)
    @Description("An operation that a core was asked for took 10 ms or more")
    @StackTrace(false)
    static final class SlowOperation extends Event {
        @Label("Core")
        int core;

        @Label("Protocol")
        String protocol = "";

        @Label("Outcome")
        String outcome = "";

        @Label("Took")
        @Timespan(Timespan.NANOSECONDS)
        long tookNanos;
    }

    @Name("multikernel.Shootdown")
    @Label("Shootdown")
    @Category(OURS)
    @Description("An object was unmapped or revoked: every core that had it has let go, or could not")
    @StackTrace(false)
    static final class Shootdown extends Event {
        @Label("Core")
        int core;

        @Label("Protocol")
        String protocol = "";

        @Label("Outcome")
        String outcome = "";

        @Label("Took")
        @Timespan(Timespan.NANOSECONDS)
        long tookNanos;
    }

    private Recording() {}

    /** @param stack where it stands, innermost call first */
    public static void stall(
            CoreId core, int incarnation, String actor, String behavior, long hasRunMillis, Iterable<String> stack) {
        var event = new Stall();
        if (event.isEnabled()) {
            event.core = core.index();
            event.incarnation = incarnation;
            event.actor = actor;
            event.behavior = behavior;
            event.hasRunMillis = hasRunMillis;
            event.stack = String.join("\n", stack);
            event.commit();
        }
    }

    /** @param stops so many, {@code stoodMillis} together */
    public static void pause(String collector, long stops, long stoodMillis) {
        var event = new Pause();
        if (event.isEnabled()) {
            event.collector = collector;
            event.stops = stops;
            event.stoodMillis = stoodMillis;
            event.commit();
        }
    }

    /** @param why empty where the state says it */
    public static void state(CoreId core, int incarnation, CoreState state, String why) {
        var event = new StateOfCore();
        if (event.isEnabled()) {
            event.core = core.index();
            event.incarnation = incarnation;
            event.state = state.word();
            event.why = why;
            event.commit();
        }
    }

    static void operation(CoreId core, Protocol protocol, Outcome outcome, long tookNanos) {
        if (protocol.isShootdown()) {
            shootdown(core, protocol, outcome, tookNanos);
        }
        if (tookNanos >= SLOW_NANOS) {
            slow(core, protocol, outcome, tookNanos);
        }
    }

    private static void shootdown(CoreId core, Protocol protocol, Outcome outcome, long tookNanos) {
        var event = new Shootdown();
        if (event.isEnabled()) {
            event.core = core.index();
            event.protocol = protocol.word();
            event.outcome = Flights.word(outcome);
            event.tookNanos = tookNanos;
            event.commit();
        }
    }

    private static void slow(CoreId core, Protocol protocol, Outcome outcome, long tookNanos) {
        var event = new SlowOperation();
        if (event.isEnabled()) {
            event.core = core.index();
            event.protocol = protocol.word();
            event.outcome = Flights.word(outcome);
            event.tookNanos = tookNanos;
            event.commit();
        }
    }
}
