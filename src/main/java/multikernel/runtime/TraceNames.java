package multikernel.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import multikernel.trace.Names;

/** The texts of one node's traces; each is kept until the node ends, so there are only so many. */
final class TraceNames implements Names {

    /** Actors, classes of messages and words: far more than can be looked at. They must fit 16 bits. */
    private static final int NAMES_MAX = 16_384;

    private static final String OTHERS = "(one of the others)";

    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final List<String> texts = new CopyOnWriteArrayList<>(List.of(OTHERS));

    @Override
    public int number(String text) {
        var known = numbers.get(text);
        return known != null ? known : add(text);
    }

    private synchronized int add(String text) {
        if (texts.size() >= NAMES_MAX) {
            return numbers.getOrDefault(text, OTHER);
        }
        return numbers.computeIfAbsent(text, any -> {
            texts.add(text);
            return texts.size() - 1;
        });
    }

    @Override
    public String text(int number) {
        return number < texts.size() ? texts.get(number) : OTHERS;
    }
}
