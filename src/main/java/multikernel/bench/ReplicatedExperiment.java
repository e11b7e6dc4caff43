package multikernel.bench;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import multikernel.base.CoreId;
import multikernel.bench.FiguresKeeper.Task;
import multikernel.bench.FiguresSubject.Metric;
import multikernel.domain.Cores;
import multikernel.domain.Domain;
import multikernel.domain.Multikernel;
import multikernel.settings.Settings;

/**
 * A map of 1,024 entries that two cores read 999 times for each change: a replica on each core against what threads
 * share; and how long a change takes until both cores hold it, one at a time and 32 on their way.
 */
final class ReplicatedExperiment {

    private static final String READ = "local read, 99.9 % reads";
    private static final String ALL = "reads and updates, 99.9 % reads";

    /** @param max what our time of a read may be, divided by its own; 0 for no goal */
    private record Peer(String name, double max, Supplier<ReadMostly> map) {}

    private static final List<Peer> PEERS = List.of(
            new Peer("snapshot", 1.0, SnapshotMap::new),
            new Peer("ConcurrentHashMap", 1.2, ConcurrentMap::new),
            new Peer("read-write lock", 0.1, LockedMap::new),
            new Peer("StampedLock", 0, StampedMap::new));

    /** A kernel on the two CPUs, and where it keeps what it would have to keep. */
    private record Stage(Multikernel kernel, Domain<Task> domain, Path data) implements AutoCloseable {

        static Stage on(TwoThreads cpus) {
            try {
                var data = Files.createTempDirectory("multikernel-bench");
                var overrides = ConfigFactory.parseMap(Map.of(
                        "multikernel.cores",
                        List.of(Map.of("cpu", cpus.firstCpu()), Map.of("cpu", cpus.secondCpu())),
                        "multikernel.metrics.enabled",
                        "off",
                        "multikernel.messages",
                        "warn",
                        "multikernel.data",
                        data.toString()));
                var kernel = Multikernel.boot(Settings.load(null, overrides));
                return new Stage(
                        kernel,
                        kernel.spawn("figures", Task.class, List.of(Figures.SPEC), FiguresKeeper::on, Cores.all()),
                        data);
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }

        @Override
        public void close() throws IOException {
            kernel.close();
            try (var left = Files.walk(data)) {
                for (var each : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private ReplicatedExperiment() {}

    static Experiment open(Laboratory laboratory) {
        var stage = Stage.on(laboratory.cpus());
        var subjects = new ArrayList<Subject>();
        var comparisons = new ArrayList<Comparison>();
        for (var metric : List.of(READ, ALL)) {
            var isAll = metric.equals(ALL);
            var ours = ours(stage, metric, isAll ? Metric.ALL : Metric.READ, 0);
            subjects.add(ours);
            for (var peer : PEERS) {
                var parameters = Laboratory.parameters("metric", metric, "entries", ReadMostly.ENTRIES);
                var subject = new SharedMapSubject(
                        peer.name(), parameters, laboratory.cpus(), peer.map().get(), isAll);
                subjects.add(subject);
                var comparison = Comparison.of(metric, ours, subject);
                comparisons.add(isAll || peer.max() == 0 ? comparison : comparison.atMost(peer.max(), peer.max()));
            }
        }
        for (int asker = 0; asker < 2; asker++) {
            subjects.add(ours(stage, "update, one at a time", Metric.ONE_AT_A_TIME, asker));
            subjects.add(ours(stage, "update, " + FiguresSubject.DEPTH + " under way", Metric.PIPELINED, asker));
        }
        return new Experiment("replicated", subjects, comparisons, laboratory.notes(), stage);
    }

    private static FiguresSubject ours(Stage stage, String metric, Metric what, int asker) {
        var parameters = Laboratory.parameters("metric", metric, "entries", ReadMostly.ENTRIES);
        if (what == Metric.ONE_AT_A_TIME || what == Metric.PIPELINED) {
            parameters.put("asker", CoreId.of(asker).toString());
        }
        return new FiguresSubject(parameters, stage.domain(), what, CoreId.of(asker));
    }
}
