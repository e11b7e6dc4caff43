package multikernel.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Pages of the system's own, which take memory when they are first touched: {@code mmap} and {@code munmap}. */
final class Pages {

    private static final int READ_AND_WRITE = 3;

    /** Linux's numbers, the same on every processor that a JDK 25 runs on. */
    private static final int PRIVATE_ANONYMOUS_NORESERVE = 0x2 | 0x20 | 0x4000;

    private static final long FAILED = -1;

    private Pages() {}

    /** The functions, made when they are first needed. */
    private static final class Functions {

        private static final Linker LINKER = Linker.nativeLinker();
        private static final SymbolLookup LIBRARY = LINKER.defaultLookup();

        static final MethodHandle MMAP = LINKER.downcallHandle(
                LIBRARY.findOrThrow("mmap"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG));

        static final MethodHandle MUNMAP = LINKER.downcallHandle(
                LIBRARY.findOrThrow("munmap"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    }

    static boolean areThere() {
        return System.getProperty("os.name").equals("Linux");
    }

    /** @throws OutOfMemoryError if the system has no such range */
    static MemorySegment map(long bytes) {
        try {
            long address =
                    (long) Functions.MMAP.invokeExact(0L, bytes, READ_AND_WRITE, PRIVATE_ANONYMOUS_NORESERVE, -1, 0L);
            if (address == FAILED) {
                throw new OutOfMemoryError("the system has no range of " + bytes + " bytes");
            }
            return MemorySegment.ofAddress(address).reinterpret(bytes, Arena.global(), null);
        } catch (Error | RuntimeException thrown) {
            throw thrown;
        } catch (Throwable never) {
            throw new LinkageError("mmap", never);
        }
    }

    static void unmap(MemorySegment pages) {
        try {
            int outcome = (int) Functions.MUNMAP.invokeExact(pages.address(), pages.byteSize());
            if (outcome != 0) {
                throw new IllegalStateException("the system does not take " + pages + " back");
            }
        } catch (Error | RuntimeException thrown) {
            throw thrown;
        } catch (Throwable never) {
            throw new LinkageError("munmap", never);
        }
    }
}
