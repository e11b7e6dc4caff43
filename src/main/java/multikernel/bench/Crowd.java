package multikernel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A thread that leads and others that have to do with what it does, for one slice.
 *
 * @param cpus of the leader, then of each other thread
 */
record Crowd(List<Integer> cpus) {

    Crowd {
        cpus = List.copyOf(cpus);
        if (cpus.isEmpty()) {
            throw new IllegalArgumentException("somebody leads");
        }
    }

    /** One thread for each of these cores, dealt out to the CPUs in turn. */
    static Crowd pinned(List<Integer> cpus, int cores) {
        return new Crowd(IntStream.range(0, cores)
                .mapToObj(core -> cpus.get(core % cpus.size()))
                .toList());
    }

    /** As virtual cores run: wherever the system lets them. */
    static Crowd free(int cores) {
        return new Crowd(IntStream.range(0, cores)
                .mapToObj(core -> PinnedThreads.NOWHERE)
                .toList());
    }

    int cores() {
        return cpus.size();
    }

    int others() {
        return cpus.size() - 1;
    }

    /** CPUs on which another thread runs while the leader runs on its own: so many can be waited for. */
    int othersAtOnce() {
        return (int) cpus.stream().distinct().count() - 1;
    }

    /** @param other what the thread does that is so many-th of the others, from 0 */
    void run(Runnable leader, IntFunction<Runnable> other) {
        var bodies = new ArrayList<>(List.of(leader));
        for (int i = 0; i < others(); i++) {
            bodies.add(other.apply(i));
        }
        PinnedThreads.run(cpus, bodies);
    }
}
