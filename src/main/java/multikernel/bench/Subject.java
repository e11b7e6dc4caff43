package multikernel.bench;

import java.util.Map;

/** One way of doing what an experiment measures; prepared once, measured a slice at a time. */
public interface Subject extends AutoCloseable {

    /** As the contract spells it. */
    String name();

    /** What tells it from other subjects of the same name, in the order in which it is shown. */
    Map<String, Object> parameters();

    /** Of its values, {@code ns} where it measures time. */
    default String unit() {
        return "ns";
    }

    /** Does it run in this JVM, so that what it allocates can be told? */
    default boolean isJava() {
        return true;
    }

    /** Works for about so long and says how it went; called from one thread, again and again. */
    Slice slice(long nanos);

    /** Ends its threads and frees its memory. */
    @Override
    void close();
}
