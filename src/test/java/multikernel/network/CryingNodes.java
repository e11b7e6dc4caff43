package multikernel.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.base.GroupReading;
import multikernel.base.Tier;
import multikernel.domain.Group;
import multikernel.multicast.Order;
import multikernel.multicast.Slow;
import multikernel.runtime.RoundDesk;

/** Three nodes whose members of one domain have met, and what they do together. */
final class CryingNodes implements AutoCloseable {

    static final int CORES = 2;
    static final int MANY = 600;

    private final Path directory;
    final List<CryingNode> nodes = new ArrayList<>();

    /** @param tier what is to carry their channels */
    CryingNodes(Path directory, Tier tier) throws Exception {
        this.directory = directory;
        nodes.add(new CryingNode(TalkingNode.first(directory.resolve("127.0.0.1"), "127.0.0.1", tier)));
        joins("127.0.0.2");
        joins("127.0.0.3");
        meets("met", nodes);
    }

    /** For the first time, or again. */
    void joins(String host) throws Exception {
        nodes.add(new CryingNode(nodes.getFirst().node.joined(directory.resolve(host), host)));
    }

    @Override
    public void close() {
        nodes.reversed().forEach(each -> each.node.close());
    }

    /** Every core calls until all have heard each of these. */
    static void meets(String what, List<CryingNode> there) throws Exception {
        var names = new HashSet<String>();
        there.forEach(each -> IntStream.range(0, CORES).forEach(core -> names.add(each.nameOf(core))));
        var number = new int[] {-1_000_000};
        Patience.until(what, () -> {
            number[0]++;
            for (var each : there) {
                for (int core = 0; core < CORES; core++) {
                    each.cries(core, group(each, Order.FIFO), number[0]);
                }
            }
            return there.stream()
                    .allMatch(each -> IntStream.range(0, CORES)
                            .allMatch(core -> heardOf(each, core).containsAll(names)));
        });
    }

    private static List<String> heardOf(CryingNode at, int core) {
        return at.given(core).stream().map(Cry.Word::from).distinct().toList();
    }

    static Group<Cry> group(CryingNode at, Order order) {
        return at.domain.group(order, Slow.HOLD);
    }

    static List<Cry.Word> words(CryingNode at, int core) {
        return at.given(core).stream().filter(word -> word.number() >= 0).toList();
    }

    /** All cores of these nodes send, and wait until all have been given all. */
    static void criesAll(List<CryingNode> there, Order order, int first) throws Exception {
        for (var each : there) {
            for (int core = 0; core < CORES; core++) {
                each.cries(core, group(each, order), first, first + MANY);
            }
        }
        for (var each : there) {
            for (int core = 0; core < CORES; core++) {
                int at = core;
                Patience.until(
                        "all words",
                        () -> words(each, at).stream()
                                        .filter(word -> word.number() >= first)
                                        .count()
                                == there.size() * CORES * MANY);
            }
        }
    }

    /** What a core's member asks of the others. */
    static <T> CompletableFuture<T> comes(CryingNode at, int core, Function<RoundDesk, CompletionStage<T>> asks)
            throws Exception {
        return Objects.requireNonNull(
                at.node.on(core, () -> asks.apply(at.domain.rounds()).toCompletableFuture()));
    }

    /** The same of every core of these nodes, by their places. */
    static <T> SortedMap<GroupPlace, CompletableFuture<T>> all(
            List<CryingNode> there, BiFunction<RoundDesk, GroupPlace, CompletionStage<T>> asks) throws Exception {
        var answers = new TreeMap<GroupPlace, CompletableFuture<T>>();
        for (var each : there) {
            for (int core = 0; core < CORES; core++) {
                var place = new GroupPlace(each.node.name(), CoreId.of(core));
                answers.put(place, comes(each, core, desk -> asks.apply(desk, place)));
            }
        }
        return answers;
    }

    static List<GroupReading> members(CryingNode at) {
        return at.node.kernel().groups().stream()
                .filter(reading -> reading.domain().equals(CryingNode.DOMAIN))
                .toList();
    }
}
