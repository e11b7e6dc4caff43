package multikernel.urpc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Words of eight bytes in memory that two processes map. Each word has one writer; whatever it wrote before a word is
 * seen by whoever has read that word.
 */
public final class SharedWords {

    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

    private final MemorySegment memory;

    private SharedWords(MemorySegment memory) {
        this.memory = memory;
    }

    /** @param memory aligned to eight bytes */
    public static SharedWords over(MemorySegment memory) {
        return new SharedWords(memory);
    }

    public long getAcquire(int word) {
        return (long) WORD.getAcquire(memory, (long) word * Long.BYTES);
    }

    public void setRelease(int word, long value) {
        WORD.setRelease(memory, (long) word * Long.BYTES, value);
    }
}
