package multikernel.domain.shard;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import multikernel.runtime.MessageInterface;

/** Counters by name: a partition of a program's domain as a user writes it. */
final class Counters implements PartitionState<Counters.Command, Counters.Count> {

    /** What is asked. */
    sealed interface Command {

        String name();

        record Add(String name, long count) implements Command {}

        record Get(String name) implements Command {}
    }

    /** What comes back. */
    record Count(long now) {}

    private final Map<String, Long> counts = new TreeMap<>();

    static ShardSpec<Command, Count> spec(int partitions, Durability durability) {
        return new ShardSpec<>(
                partitions,
                durability,
                MessageInterface.of(MethodHandles.lookup(), Command.class),
                MessageInterface.of(MethodHandles.lookup(), Count.class),
                command -> command instanceof Command.Get,
                Counters::new);
    }

    @Override
    public Count apply(Command command) {
        if (command instanceof Command.Add add) {
            counts.merge(add.name(), add.count(), Long::sum);
        }
        return read(command);
    }

    @Override
    public Count read(Command command) {
        return new Count(counts.getOrDefault(command.name(), 0L));
    }

    @Override
    public List<Command> history() {
        return counts.entrySet().stream()
                .<Command>map(entry -> new Command.Add(entry.getKey(), entry.getValue()))
                .toList();
    }
}
