package multikernel.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who may share mutable memory between threads: {@code urpc} and {@code runtime}, and who has a line here. */
final class SharingRules {

    /** @param what the type, or {@code volatile} or {@code synchronized} */
    record Exemption(String type, String what, String reason) {}

    static final List<Exemption> EXEMPTIONS = List.of(
            new Exemption(
                    "codec.Wire",
                    "java.lang.invoke.VarHandle",
                    "numbers in byte arrays that one codec has to itself, always by plain access"),
            new Exemption(
                    "bench.JavaLine",
                    "java.util.concurrent.atomic.AtomicLongArray",
                    "measures what it costs to share a line, where no C compiler is there to do it"),
            new Exemption(
                    "bench.SharedLines",
                    "java.util.concurrent.atomic.AtomicLongArray",
                    "measures what it costs to share lines"),
            new Exemption(
                    "network.Nap",
                    "java.util.concurrent.locks.LockSupport",
                    "waits for another process, which cannot wake it"),
            new Exemption(
                    "bench.PolledRing",
                    "java.util.concurrent.locks.LockSupport",
                    "measures what it costs to poll and then to sleep, as a core does"),
            new Exemption(
                    "bench.SnapshotMap",
                    "java.util.concurrent.atomic.AtomicReference",
                    "a peer of our replica: what threads share"),
            new Exemption(
                    "bench.ConcurrentMap",
                    "java.util.concurrent.ConcurrentHashMap",
                    "a peer of our replica: what threads share"),
            new Exemption(
                    "bench.LockedMap",
                    "java.util.concurrent.locks.ReentrantReadWriteLock",
                    "a peer of our replica: what threads share"),
            new Exemption(
                    "bench.LockedMap",
                    "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock",
                    "a peer of our replica: what threads share"),
            new Exemption(
                    "bench.LockedMap",
                    "java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock",
                    "a peer of our replica: what threads share"),
            new Exemption(
                    "bench.StampedMap",
                    "java.util.concurrent.locks.StampedLock",
                    "a peer of our replica: what threads share"),
            new Exemption(
                    "bench.ArenaSubject",
                    "java.util.concurrent.atomic.AtomicReference",
                    "shows the threads of a slice the memory that is closed under them, the way that ours has no need"
                            + " of"),
            new Exemption(
                    "bench.UnparkSubject",
                    "java.util.concurrent.locks.LockSupport",
                    "measures what it costs to wake threads and be woken by them"),
            new Exemption(
                    "bench.Desks",
                    "java.util.concurrent.locks.LockSupport",
                    "more threads than CPUs: they sleep as cores do"),
            new Exemption(
                    "bench.GroupEnd", "java.util.concurrent.locks.LockSupport", "a member that is slow on purpose"),
            new Exemption(
                    "bench.MetricsExperiment",
                    "java.util.concurrent.locks.LockSupport",
                    "a sampler that looks now and then, as that of a node does"),
            new Exemption(
                    "bench.RedisProgram",
                    "java.util.concurrent.locks.LockSupport",
                    "waits for another process, which cannot wake it"),
            new Exemption(
                    "bench.StoreEnd",
                    "java.util.concurrent.locks.LockSupport",
                    "waits for another process, which cannot wake it"),
            new Exemption(
                    "metrics.Metrics",
                    "java.util.concurrent.TimeoutException",
                    "Kamon stops on threads of its own, and who ends the node waits for them"),
            new Exemption(
                    "metrics.ScrapeServer",
                    "java.util.concurrent.atomic.AtomicReference",
                    "the ticker of Kamon writes the text, the server's thread reads it; neither is a core's"),
            new Exemption(
                    "workload.FaultDispatcher",
                    "java.util.concurrent.locks.LockSupport",
                    "the fault sleep is to stand still on its core's thread, as a lock would"));

    private static final Set<String> FREE = Set.of("urpc", "runtime");

    private static final int FIRST_WITH_STAGES = 6;

    /** An answer that comes later, and its words; none of them shares anything by itself. */
    private static final Set<String> STAGES = Set.of(
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.CompletionException",
            "java.util.concurrent.ExecutionException",
            "java.util.concurrent.TimeoutException",
            "java.util.concurrent.RejectedExecutionException",
            "java.util.concurrent.TimeUnit",
            "java.util.concurrent.Callable");

    private SharingRules() {}

    static List<String> violations(House house) {
        return found(house)
                .filter(use -> EXEMPTIONS.stream().noneMatch(exemption -> covers(exemption, use)))
                .map(use -> use.type() + " uses " + use.what() + "; only urpc and runtime may, or who is exempt")
                .toList();
    }

    /** Exemptions that nothing needs any more. */
    static List<Exemption> idle(House house, Collection<Exemption> exemptions) {
        var uses = found(house).toList();
        return exemptions.stream()
                .filter(exemption -> uses.stream().noneMatch(use -> covers(exemption, use)))
                .toList();
    }

    private static boolean covers(Exemption exemption, Exemption use) {
        var nested = use.type().startsWith(exemption.type() + "$");
        return (nested || exemption.type().equals(use.type()))
                && exemption.what().equals(use.what());
    }

    private static Stream<Exemption> found(House house) {
        return house.known()
                .filter(type -> !FREE.contains(house.packageOf(type)))
                .flatMap(type -> Stream.concat(concurrent(house, type), modifiers(type))
                        .map(what -> new Exemption(house.nameOf(type), what, "")))
                .distinct()
                .sorted((left, right) -> left.toString().compareTo(right.toString()));
    }

    private static Stream<String> concurrent(House house, JavaClass type) {
        var stages = house.floorOf(type).number() >= FIRST_WITH_STAGES;
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(target -> target.getBaseComponentType().getName())
                .filter(name -> name.startsWith("java.util.concurrent.") || name.equals("java.lang.invoke.VarHandle"))
                .filter(name -> !(stages && STAGES.contains(name)));
    }

    private static Stream<String> modifiers(JavaClass type) {
        var volatiles = type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.VOLATILE))
                .map(field -> "volatile");
        var locked = type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                .map(method -> "synchronized");
        return Stream.concat(volatiles, locked);
    }
}
