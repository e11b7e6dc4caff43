package multikernel.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Spawned;
import multikernel.shard.ShardHost;
import org.jspecify.annotations.Nullable;

/**
 * How a dispatcher of each kind is made, handed over by the floor above. Written by threads outside of the cores before
 * a domain of the kind is spawned, read on core threads when one starts.
 */
public final class DispatcherFactories {

    /**
     * One kind.
     *
     * @param arrivals null where messages are not looked at: their types are known to be unchanging, or were said
     * @param replicated the objects that each domain of the kind has
     */
    record Entry(DispatcherFactory factory, @Nullable Arrivals arrivals, List<ReplicatedSpec<?, ?>> replicated) {}

    /** Why a dispatcher of a domain cannot leave a core, in one line; empty if it can. */
    @FunctionalInterface
    public interface Keeps {
        Optional<String> why(DomainSpec domain, CoreId core);
    }

    private final Arrivals parts;
    private final Set<String> groups = ConcurrentHashMap.newKeySet();
    private final Map<String, MessageInterface<Object>> wide = new ConcurrentHashMap<>();
    private final Map<String, Keeps> keeps = new ConcurrentHashMap<>();
    private final Map<String, Entry> byKind = new ConcurrentHashMap<>();
    private final AtomicLong programs = new AtomicLong();
    private final Map<String, Starts> starts = new ConcurrentHashMap<>();

    /** @param parts what is looked at that dispatchers hand in for each other */
    public DispatcherFactories(Arrivals parts) {
        this.parts = parts;
    }

    Arrivals parts() {
        return parts;
    }

    public void register(String kind, DispatcherFactory factory) {
        register(kind, factory, List.of());
    }

    /** A kind whose domains have replicated objects. */
    public void register(String kind, DispatcherFactory factory, List<ReplicatedSpec<?, ?>> replicated) {
        byKind.put(kind, new Entry(factory, null, List.copyOf(replicated)));
    }

    /** A kind whose messages are looked at when they arrive. */
    public void register(String kind, DispatcherFactory factory, Arrivals arrivals) {
        byKind.put(kind, new Entry(factory, arrivals, List.of()));
    }

    /** Dispatchers of this kind can be sent to together. */
    public void group(String kind) {
        groups.add(kind);
    }

    /** The same, and their groups are over the nodes that have a domain of the same name and messages. */
    @SuppressWarnings("unchecked") // whoever spawns one sends such messages
    public void wide(String kind, MessageInterface<?> messages) {
        WidePost.load();
        group(kind);
        wide.put(kind, (MessageInterface<Object>) messages);
    }

    /** Null of a domain whose groups are over this node. */
    public @Nullable MessageInterface<Object> wide(DomainSpec domain) {
        return wide.get(domain.kind());
    }

    boolean isGroup(DomainSpec domain) {
        return groups.contains(domain.kind());
    }

    /** Dispatchers of this kind are asked before their core is taken off; of others all can leave. */
    public void keep(String kind, Keeps why) {
        keeps.put(kind, why);
    }

    /** @param isAlone whether no other dispatcher of the domain is there now, so that it would have to move */
    Optional<String> keeps(DomainSpec domain, CoreId core, boolean isAlone) {
        var kind = keeps.get(domain.kind());
        var why = kind == null ? Optional.<String>empty() : kind.why(isAlone ? domain.on(List.of(core)) : domain, core);
        return isAlone && !canSpan(domain)
                ? why.or(() -> Optional.of("no other core has its replicated objects"))
                : why;
    }

    /** What shares replicated objects has them on the cores that it was spawned on. */
    public boolean canSpan(DomainSpec domain) {
        var entry = byKind.get(domain.kind());
        return domain.shards() == 0 && entry != null && entry.replicated().isEmpty();
    }

    /** A name for the kind of a domain that a program makes itself: a second domain of its name is another kind. */
    public String programKind(String domain) {
        return "program-" + domain + "-" + programs.incrementAndGet();
    }

    /**
     * Counts the starts of a domain's dispatcher on a core, from 1; see {@link ShardHost#startAfter}.
     *
     * @param standsStill whether one before may have been on this core while it was fenced, and go on
     */
    long start(DomainSpec domain, CoreId core, boolean standsStill) {
        var spawned = domain.spawned();
        return starts.compute(domain.name() + "/" + core.index(), (place, before) -> {
                    boolean isFirst = before == null || !before.spawned.equals(spawned);
                    return new Starts(spawned, isFirst ? 1 : ShardHost.startAfter(before.count, !standsStill));
                })
                .count;
    }

    /** Of the domain that had the name last. */
    private record Starts(Spawned spawned, long count) {}

    Entry of(DomainSpec domain) {
        var entry = byKind.get(domain.kind());
        if (entry == null) {
            throw new IllegalStateException("no kind " + domain.kind() + " is registered on this node");
        }
        return entry;
    }
}
