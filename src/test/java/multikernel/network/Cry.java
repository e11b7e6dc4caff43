package multikernel.network;

import java.lang.invoke.MethodHandles;
import multikernel.codec.Max;
import multikernel.runtime.MessageInterface;

/** What the members of a group over several nodes call to each other. */
sealed interface Cry {

    MessageInterface<Cry> INTERFACE = MessageInterface.of(MethodHandles.lookup(), Cry.class);

    /** @param from {@code NODE/CORE} */
    record Word(String from, int number) implements Cry {}

    /** Something to add up. */
    record Sum(int value) implements Cry {

        Sum and(Sum other) {
            return new Sum(value + other.value);
        }
    }

    record Long(@Max(1 << 20) String text) implements Cry {}
}
