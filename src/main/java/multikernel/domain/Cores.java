package multikernel.domain;

import java.util.List;
import java.util.stream.IntStream;
import multikernel.base.CoreId;

/** Which cores a domain is to have a dispatcher on, said before it is known how many cores the node has. */
@FunctionalInterface
public interface Cores {

    /** @param count how many cores the node has */
    List<CoreId> of(int count);

    static Cores all() {
        return count -> IntStream.range(0, count).mapToObj(CoreId::of).toList();
    }

    static Cores first() {
        return count -> List.of(CoreId.of(0));
    }

    static Cores last() {
        return count -> List.of(CoreId.of(count - 1));
    }

    static Cores list(List<Integer> indices) {
        return count -> indices.stream().map(CoreId::of).toList();
    }
}
