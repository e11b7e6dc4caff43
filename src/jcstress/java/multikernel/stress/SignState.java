package multikernel.stress;

import multikernel.urpc.Lane;
import multikernel.urpc.StopSign;

/** A full lane to a mailbox whose bound is one message, as the core that owns the mailbox and one sender see it. */
abstract class SignState extends Meeting {

    private static final int BOUND = 1;

    /** A sender looks for room this often; then it has something else to do. */
    private static final int LOOKS = 50;

    private final Lane<Cell, Integer> lane = new Lane<>(Lane.CAPACITY_MIN);
    private final StopSign sign = new StopSign();
    private int mailbox;

    SignState() {
        while (lane.hasRoom()) {
            lane.put(null, 1);
        }
    }

    /** Sender. */
    final boolean awaitRoom() {
        for (var look = 0; look < LOOKS; look++) {
            if (lane.hasRoom()) {
                return true;
            }
        }
        return false;
    }

    /** Sender. */
    final boolean isRaised() {
        return sign.isRaised();
    }

    /** Sender. */
    final void put() {
        lane.put(null, 1);
    }

    /** Reader: what the lane holds into the mailbox. */
    final void drain() {
        lane.drain(
                (address, message) -> {
                    mailbox++;
                    if (mailbox == BOUND) {
                        sign.raise();
                    }
                },
                Lane.CAPACITY_MIN);
    }

    /** Everyone has ended: how full the mailbox gets. */
    final int total() {
        drain();
        return mailbox;
    }
}
