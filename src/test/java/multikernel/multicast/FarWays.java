package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import multikernel.codec.Bytes;
import multikernel.multicast.LineWord.Piece;
import multikernel.multicast.LineWord.Took;

/**
 * The lines between members on different nodes, over channels of a few words that end now and then with some of what
 * was under way.
 *
 * @param <E> one start of a member
 */
final class FarWays<E> {

    private static final int CHANNEL_MAX = 4;

    private record Key<E>(E from, E to) {}

    /** One end: what it sends is under way until the other end hears it. */
    private static final class End {
        final Line line = new Line();
        final ArrayDeque<LineWord> channel = new ArrayDeque<>();
        boolean isOver;
    }

    private final Random random;
    private final FarBug bug;
    private final Map<Key<E>, End> ends = new LinkedHashMap<>();

    FarWays(Random random, FarBug bug) {
        this.random = random;
        this.bug = bug;
    }

    private End end(E from, E to) {
        return ends.computeIfAbsent(new Key<>(from, to), key -> new End());
    }

    void put(E from, E to, Bytes letter) {
        end(from, to).line.put(letter);
    }

    /** Each thing that can happen. */
    List<Runnable> can(BiPredicate<E, E> isThere, BiConsumer<E, Bytes> heard) {
        var can = new ArrayList<Runnable>();
        List.copyOf(ends.entrySet()).forEach(each -> {
            var from = each.getKey().from();
            var to = each.getKey().to();
            var end = each.getValue();
            if (!isThere.test(from, to)) {
                return;
            }
            if (!end.isOver
                    && end.channel.size() < CHANNEL_MAX
                    && (end.line.next() != null || end.line.owed() != null)) {
                can.add(() -> sends(end));
            }
            if (!end.channel.isEmpty()) {
                can.add(() -> hears(from, to, end.channel.remove(), heard));
            }
        });
        return can;
    }

    private void sends(End end) {
        var owed = end.line.owed();
        var next = end.line.next();
        if (owed != null && (next == null || random.nextBoolean())) {
            end.channel.add(owed);
            end.line.told(owed);
        } else if (next != null) {
            end.channel.add(next);
            end.line.sent();
        }
    }

    private void hears(E from, E to, LineWord word, BiConsumer<E, Bytes> heard) {
        var line = end(to, from).line;
        switch (word) {
            case Piece piece -> line.heard(piece).ifPresent(letter -> heard.accept(to, letter));
            case Took(long number) -> line.acknowledged(number);
            case LineWord.Hello hello -> throw new IllegalStateException("nobody says hello here: " + hello);
        }
    }

    /** Some channel ends, and is made again at once. */
    void breaksOne() {
        if (!ends.isEmpty()) {
            var all = List.copyOf(ends.values());
            var end = all.get(random.nextInt(all.size()));
            loses(end);
            if (!end.isOver && bug != FarBug.NOTHING_IS_SENT_AGAIN) {
                end.line.again();
            }
        }
    }

    private void loses(End end) {
        for (int left = random.nextInt(end.channel.size() + 1); left > 0; left--) {
            end.channel.removeLast();
        }
    }

    /** Nothing goes there any more; of what it had sent itself a part arrives. */
    void ended(E gone) {
        ends.forEach((key, end) -> {
            if (key.to().equals(gone)) {
                end.channel.clear();
                end.isOver = true;
            } else if (key.from().equals(gone)) {
                loses(end);
                end.isOver = true;
            }
        });
    }
}
