package multikernel.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What all threads of this JVM have allocated so far. */
final class Allocated {

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private Allocated() {}

    static long bytes() {
        return THREADS.getTotalThreadAllocatedBytes();
    }
}
