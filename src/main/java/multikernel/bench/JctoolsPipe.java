package multikernel.bench;

import org.jctools.queues.SpscArrayQueue;

/** A queue of references: to a new object for each message, or to the same one. */
final class JctoolsPipe implements Pipe {

    private record Message(long a, long b, long c, long d, long e, long f, long g) {}

    private static final Message SAME = new Message(0, 1, 2, 3, 4, 5, 6);
    private static final Message LAST = new Message(END, 0, 1, 2, 3, 4, 5);

    private final SpscArrayQueue<Message> queue;
    private final boolean isNewEachTime;

    JctoolsPipe(int capacity, boolean isNewEachTime) {
        queue = new SpscArrayQueue<>(capacity);
        this.isNewEachTime = isNewEachTime;
    }

    @Override
    public Inlet inlet() {
        return isNewEachTime ? this::putNew : this::putSame;
    }

    private void putNew(long v) {
        var message = new Message(v, v + 1, v + 2, v + 3, v + 4, v + 5, v + 6);
        for (int looks = 0; !queue.offer(message); ) {
            looks = Waiting.again(looks);
        }
    }

    private void putSame(long value) {
        var message = value == END ? LAST : SAME;
        for (int looks = 0; !queue.offer(message); ) {
            looks = Waiting.again(looks);
        }
    }

    /** With the same object each time the outlet counts by itself, for its words say nothing. */
    @Override
    public Outlet outlet() {
        return isNewEachTime ? this::takeNew : new Counting(queue);
    }

    private long takeNew() {
        var m = next(queue);
        return m.a() + (m.b() + m.c() + m.d() + m.e() + m.f() + m.g() - 6 * m.a() - 21);
    }

    private static Message next(SpscArrayQueue<Message> queue) {
        var message = queue.poll();
        for (int looks = 0; message == null; looks = Waiting.again(looks)) {
            message = queue.poll();
        }
        return message;
    }

    private static final class Counting implements Outlet {

        private final SpscArrayQueue<Message> queue;
        private long taken;

        Counting(SpscArrayQueue<Message> queue) {
            this.queue = queue;
        }

        @Override
        public long take() {
            return next(queue).a() == END ? END : taken++;
        }
    }

    @Override
    public void close() {}
}
