package multikernel.network;

import java.util.concurrent.CountDownLatch;

/** A core that does nothing else until this is closed. */
record HeldUp(CountDownLatch over) implements AutoCloseable {

    boolean isHeld() {
        return over.getCount() > 0;
    }

    @Override
    public void close() {
        over.countDown();
    }
}
