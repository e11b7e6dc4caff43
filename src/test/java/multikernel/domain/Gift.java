package multikernel.domain;

import java.lang.invoke.MethodHandles;
import java.util.List;
import multikernel.codec.CapabilityRef;
import multikernel.codec.Max;
import multikernel.runtime.MessageInterface;

/** What the tests of capabilities in messages send. */
public sealed interface Gift {

    MessageInterface<Gift> INTERFACE = MessageInterface.of(MethodHandles.lookup(), Gift.class);

    record Word(int number) implements Gift {}

    record One(int number, CapabilityRef what) implements Gift {}

    record Many(String greeting, @Max(4) List<CapabilityRef> what) implements Gift {
        public Many {
            what = List.copyOf(what);
        }
    }
}
