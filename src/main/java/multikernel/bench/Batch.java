package multikernel.bench;

/** An outlet over something that hands over many messages at once: it keeps those not yet asked for. */
abstract class Batch implements Pipe.Outlet {

    static final int SIZE = 64;

    private final long[] values = new long[SIZE];
    private int count;
    private int next;

    /** Calls {@link #add} for at most {@link #SIZE} messages that are there. */
    abstract void read();

    final void add(long first, long rest) {
        values[count++] = first + rest;
    }

    @Override
    public final long take() {
        if (next == count) {
            next = 0;
            count = 0;
            for (int looks = 0; count == 0; looks = Waiting.again(looks)) {
                read();
            }
        }
        return values[next++];
    }
}
