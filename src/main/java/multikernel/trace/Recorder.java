package multikernel.trace;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.urpc.EventRing;
import multikernel.urpc.Line;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what one core does. Used by the core's thread only, but for the events of {@link #ring} and the level,
 * which is the node's and is looked at once a turn.
 *
 * <p>The clock is read at the beginning of a turn and at the end of each message, which is where the next one begins:
 * what lies between two messages belongs to the second.
 */
public final class Recorder {

    /** The word of the line that says how much is recorded: a {@link Level}'s ordinal. */
    public static final int LEVEL = 0;

    /** In place of a core that began something. */
    private static final CoreId NOBODY = CoreId.of(0);

    /** Classes of messages whose number is remembered; a program has fewer. */
    private static final int CLASSES_MAX = 4096;

    private final Line level;
    private final Names names;
    private final LongSupplier clock;
    private EventRing ring;
    private final Map<Class<?>, Integer> classes = new IdentityHashMap<>();
    private @Nullable Class<?> lastClass;
    private int lastClassNumber;

    private long seenLevel;
    private boolean operations;
    private boolean messages;
    private boolean worked;
    private long turnBegan;
    private long nanos;

    private int drainedFrom;
    private long drainedPosition;

    /**
     * @param level of the node, in the word {@link #LEVEL}
     * @param clock monotonic, in ns, the same for all cores of a node
     * @param events in the ring, a power of two
     */
    public Recorder(Line level, Names names, LongSupplier clock, int events) {
        this.level = level;
        this.names = names;
        this.clock = clock;
        ring = EventRing.ofCapacity(events);
    }

    /** One that never records. */
    public static Recorder off() {
        return new Recorder(new Line(), Nameless.NAMELESS, () -> 0, 2);
    }

    private enum Nameless implements Names {
        NAMELESS;

        @Override
        public int number(String text) {
            return OTHER;
        }

        @Override
        public String text(int number) {
            return "";
        }
    }

    /** Any thread may copy what is in it; asked for before the core begins. */
    public EventRing ring() {
        return ring;
    }

    /** The core is over: its ring is left to those who read it. What may still come is of no interest to anyone. */
    public void retire() {
        ring = EventRing.ofCapacity(EventRing.CAPACITY_MIN);
    }

    /** Are operations recorded in this turn? */
    public boolean hasOperations() {
        return operations;
    }

    /** Are messages recorded in this turn? */
    public boolean hasMessages() {
        return messages;
    }

    /** The last reading of the clock, where messages are recorded. */
    public long nanos() {
        return nanos;
    }

    /** Reads the clock. */
    long now() {
        return clock.getAsLong();
    }

    /** A turn begins, and with it ends the one before. */
    public void turn() {
        var now = level.getOpaque(LEVEL);
        if (now != seenLevel) {
            change(now);
        }
        if (messages) {
            lap();
        }
    }

    private void change(long to) {
        seenLevel = to;
        operations = to >= Level.OPERATIONS.ordinal();
        messages = to >= Level.MESSAGES.ordinal();
        worked = false;
    }

    private void lap() {
        nanos = clock.getAsLong();
        if (worked) {
            worked = false;
            ring.put(nanos, Kind.TURN.word(0, 0), turnBegan, 0);
        }
        turnBegan = nanos;
    }

    /** The turn did something: it is written down when the next one begins. */
    public void worked() {
        if (messages) {
            worked = true;
        }
    }

    /**
     * An actor has handled a message.
     *
     * @param began {@link #nanos} as it was before
     * @param actor the number of its name
     * @param position of the message among all that its mailbox ever gave
     */
    public void handled(long began, int actor, Object message, long position) {
        nanos = clock.getAsLong();
        ring.put(nanos, Kind.MESSAGE.word(number(message.getClass()), actor), began, position);
    }

    private int number(Class<?> type) {
        if (type != lastClass) {
            if (classes.size() >= CLASSES_MAX) {
                classes.clear();
            }
            lastClassNumber = classes.computeIfAbsent(type, each -> names.number(text(each)));
            lastClass = type;
        }
        return lastClassNumber;
    }

    /** Without its package, with the classes around it. */
    private static String text(Class<?> type) {
        var name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** @param to number of the receiving core's start among all of the node */
    public void sent(int to, long lanePosition) {
        ring.put(nanos, Kind.SENT.word(0, to), lanePosition, 0);
    }

    /** A lane is drained: what {@link #arrived} is told next is from there. */
    public void drains(int from, long lanePosition) {
        if (messages) {
            drainedFrom = from;
            drainedPosition = lanePosition;
        }
    }

    /** The next pair of the lane; @param actor 0 if it is for none */
    public void arrived(int actor, long position) {
        ring.put(nanos, Kind.ARRIVED.word(drainedFrom, actor), drainedPosition++, position);
    }

    public void slept(long fellAsleep, long woke) {
        if (operations) {
            nanos = woke;
            ring.put(woke, Kind.ASLEEP.word(0, 0), fellAsleep, 0);
        }
    }

    /** What a core's protocols were told has had its effects. */
    void step(String told, long began) {
        nanos = clock.getAsLong();
        ring.put(nanos, Kind.STEP.word(names.number(told), 0), began, 0);
    }

    void begun(OperationId operation, String scope, String protocol, long now) {
        put(Kind.BEGUN.word(names.number(protocol), 0), operation, scope, now);
    }

    void said(OperationId operation, String scope, String message, CoreId to, long now) {
        put(Kind.SAID.word(names.number(message), to.index()), operation, scope, now);
    }

    void heard(OperationId operation, String scope, String message, CoreId from, long now) {
        put(Kind.HEARD.word(names.number(message), from.index()), operation, scope, now);
    }

    void answered(OperationId operation, String scope, String outcome, long tookNanos, long now) {
        var micros = (int) Math.min(Integer.MAX_VALUE, tookNanos / 1000);
        put(Kind.ANSWERED.word(names.number(outcome), micros), operation, scope, now);
    }

    /** A moment of something that has this name on every node. */
    void moment(String shared, long number, String what, long now) {
        put(Kind.MOMENT.word(names.number(what), 0), new OperationId(NOBODY, 0, number), shared, now);
    }

    void closed(String what, long now) {
        ring.put(now, Kind.CLOSED.word(names.number(what), 0), 0, 0);
    }

    private void put(long word, OperationId operation, String scope, long now) {
        var number = scope.isEmpty() ? 0 : names.number(scope);
        ring.put(now, word, operation.number(), Named.second(operation, number));
    }
}
