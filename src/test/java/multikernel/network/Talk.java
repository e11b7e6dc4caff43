package multikernel.network;

import java.lang.invoke.MethodHandles;
import multikernel.codec.Max;
import multikernel.runtime.MessageInterface;

/** What dispatchers of two nodes say to each other. */
sealed interface Talk {

    MessageInterface<Talk> INTERFACE = MessageInterface.of(MethodHandles.lookup(), Talk.class);

    record Word(int number, String text) implements Talk {}

    record Long(@Max(1 << 20) String text) implements Talk {}

    record Question(long token, int number) implements Talk {}

    /** The number's square. */
    record Answer(long token, int number) implements Talk {}
}
