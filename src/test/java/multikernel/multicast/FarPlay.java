package multikernel.multicast;

import java.util.List;
import multikernel.codec.BadMessage;
import multikernel.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** What the members of a group over several nodes do in a {@link FarWorld}. */
interface FarPlay {

    /** One member's part in it. */
    interface Part {

        void view(Roll roll);

        void heard(Object message);

        Bytes encoded(Object message);

        Object decoded(Bytes octets) throws BadMessage;

        /** Each thing that can happen here, besides that messages arrive. */
        List<Runnable> can();

        void ticked(long now);

        /** False if it may not now. */
        boolean acts();

        /** What will come to pass with time alone. */
        boolean isWaiting();
    }

    /** A member that knows itself. */
    Part joins(FarMember member);

    /** Nothing is under way, and everyone can reach everyone. */
    void rests(FarWorld world);

    void require(boolean promise, String otherwise);

    static Part of(@Nullable Part part) {
        if (part == null) {
            throw new IllegalStateException("no member yet");
        }
        return part;
    }
}
