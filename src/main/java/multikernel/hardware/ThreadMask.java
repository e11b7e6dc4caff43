package multikernel.hardware;

import java.util.BitSet;
import multikernel.base.Pinning;
import net.openhft.affinity.Affinity;
import net.openhft.affinity.IAffinity;
import net.openhft.affinity.impl.NullAffinity;

/** Which CPUs the calling thread may run on. */
public final class ThreadMask {

    private ThreadMask() {}

    /** Binds the calling thread to one CPU, and believes it only once the mask reads back so. */
    public static Pinning pinCurrentThread(int cpu) {
        if (cpu < 0) {
            return Pinning.NOT_PERMITTED;
        }
        var wanted = new BitSet();
        wanted.set(cpu);
        return set(wanted);
    }

    /**
     * Lets the calling thread run wherever the machine allows. A thread inherits the mask of the one that made it, so
     * whatever a pinned thread starts calls this first.
     */
    public static void resetCurrentThread(Machine machine) {
        var wanted = new BitSet();
        machine.allowed().forEach(cpu -> wanted.set(cpu.number()));
        set(wanted);
    }

    private static Pinning set(BitSet wanted) {
        try {
            IAffinity affinity = Affinity.getAffinityImpl();
            if (affinity instanceof NullAffinity) {
                return Pinning.UNSUPPORTED;
            }
            affinity.setAffinity(wanted);
            return affinity.getAffinity().equals(wanted) ? Pinning.PINNED : Pinning.NOT_PERMITTED;
        } catch (LinkageError noNativeLibrary) {
            return Pinning.UNSUPPORTED;
        } catch (RuntimeException refused) {
            return Pinning.NOT_PERMITTED;
        }
    }
}
