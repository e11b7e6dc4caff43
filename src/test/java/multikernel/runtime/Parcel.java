package multikernel.runtime;

import java.lang.invoke.MethodHandles;
import multikernel.codec.Max;

/** What the tests of channels send. */
public sealed interface Parcel {

    MessageInterface<Parcel> INTERFACE = MessageInterface.of(MethodHandles.lookup(), Parcel.class);

    record Small(long number) implements Parcel {}

    /** As many lines as its text needs. */
    record Large(long number, @Max(100_000) String text) implements Parcel {}
}
