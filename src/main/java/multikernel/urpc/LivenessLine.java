package multikernel.urpc;

/** What a core says of its own life: one writer, its loop; anyone reads. */
public final class LivenessLine {

    private static final int TURNS = 0;
    private static final int BUSY_NANOS = 1;
    private static final int IDLE_NANOS = 2;
    private static final int SINCE = 3;
    private static final int BUSY = 4;
    private static final int RUN_QUEUE = 5;
    private static final int ENDED = 6;

    private final Line line = new Line();

    /** Owner: the loop begins, idle. */
    public void begin(long nanoTime) {
        line.setRelease(SINCE, nanoTime);
    }

    /** Owner: one turn more. */
    public void turn(int runQueue) {
        line.add(TURNS, 1);
        if (line.getPlain(RUN_QUEUE) != runQueue) {
            line.setOpaque(RUN_QUEUE, runQueue);
        }
    }

    /** Owner: from now on it is busy, or idle. */
    public void change(boolean busy, long nanoTime) {
        var word = line.getPlain(BUSY) == 0 ? IDLE_NANOS : BUSY_NANOS;
        line.add(word, nanoTime - line.getPlain(SINCE));
        line.setOpaque(SINCE, nanoTime);
        line.setRelease(BUSY, busy ? 1 : 0);
    }

    /** Owner's last word. */
    public void end(long nanoTime) {
        change(false, nanoTime);
        line.setRelease(ENDED, 1);
    }

    public boolean isEnded() {
        return line.getAcquire(ENDED) != 0;
    }

    public boolean isBusy() {
        return line.getAcquire(BUSY) != 0;
    }

    public long turns() {
        return line.getOpaque(TURNS);
    }

    public int runQueue() {
        return (int) line.getOpaque(RUN_QUEUE);
    }

    /** Up to now, the time since the last change included. */
    public long busyNanos(long nanoTime) {
        return line.getOpaque(BUSY_NANOS) + (isBusy() ? running(nanoTime) : 0);
    }

    public long idleNanos(long nanoTime) {
        return line.getOpaque(IDLE_NANOS) + (isBusy() ? 0 : running(nanoTime));
    }

    private long running(long nanoTime) {
        return isEnded() ? 0 : Math.max(0, nanoTime - line.getOpaque(SINCE));
    }
}
