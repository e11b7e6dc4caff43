package multikernel.runtime;

import java.util.function.Consumer;
import multikernel.capability.ObjectId;

/** What a domain says before an object is revoked of which it asked to be told. Called on its core's thread. */
@FunctionalInterface
public interface RevokeHandler {

    /** @param answer whether it agrees, now or within {@code multikernel.memory.holder-timeout}, on this thread */
    void revoking(ObjectId object, Consumer<Boolean> answer);
}
