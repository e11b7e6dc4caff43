package multikernel.workload.store;

import java.util.ArrayDeque;

/** Commands of another core that are being done: their replies go back as they come, those of one turn together. */
final class Batch {

    private final StoreDispatcher.Orders orders;
    private final ArrayDeque<Batch> unsent;
    private final Replies ready = new Replies(256);

    /** @param unsent where those stand that have something to send at the end of the turn */
    Batch(StoreDispatcher.Orders orders, ArrayDeque<Batch> unsent) {
        this.orders = orders;
        this.unsent = unsent;
    }

    /** Who waits for the reply to one of them. */
    Asker order(int index) {
        return reply -> {
            if (ready.size() == 0) {
                unsent.add(this);
            } else if (ready.size() + reply.length > Way.ANSWERS_BYTES) {
                orders.answer(Cargo.copyOf(ready));
                ready.clear();
            }
            Way.head(ready, index, reply.length);
            ready.raw(reply, 0, reply.length);
        };
    }

    void send() {
        orders.answer(Cargo.copyOf(ready));
        ready.clear();
    }
}
