package multikernel.stress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import multikernel.urpc.Lane;
import org.jspecify.annotations.Nullable;

/** A lane reduced to its idea, with one mistake: a test that does not catch it does not test the lane either. */
final class PlantedLane implements Pairs {

    enum Mistake {
        /** The message is published before the address that goes with it. */
        MESSAGE_FIRST,
        /** The slot is given back before its address is read. */
        FREED_EARLY,
        /** The writer counts instead of looking, and counts one too many. */
        ONE_TOO_MANY
    }

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

    private final Mistake mistake;
    private final @Nullable Object[] slots = new Object[2 * Lane.CAPACITY_MIN];
    private int sent;
    private int received;

    PlantedLane(Mistake mistake) {
        this.mistake = mistake;
    }

    @Override
    public boolean offer(@Nullable Cell address, Integer message) {
        var slot = slotOf(sent);
        if (mistake == Mistake.ONE_TOO_MANY ? sent - received > Lane.CAPACITY_MIN : isTaken(slot)) {
            return false;
        }
        if (mistake == Mistake.MESSAGE_FIRST) {
            SLOT.setRelease(slots, slot, message);
            SLOT.setRelease(slots, slot + 1, address);
        } else {
            SLOT.setOpaque(slots, slot + 1, address);
            SLOT.setRelease(slots, slot, message);
        }
        sent++;
        return true;
    }

    @Override
    public int drain(Lane.Receiver<Cell, Integer> receiver, int max) {
        var taken = 0;
        while (taken < max && take(receiver)) {
            taken++;
        }
        return taken;
    }

    private boolean take(Lane.Receiver<Cell, Integer> receiver) {
        var slot = slotOf(received);
        var message = (Integer) SLOT.getAcquire(slots, slot);
        if (message == null) {
            return false;
        }
        received++;
        if (mistake == Mistake.FREED_EARLY) {
            SLOT.setRelease(slots, slot, null);
            Thread.onSpinWait();
        }
        receiver.accept((Cell) SLOT.getOpaque(slots, slot + 1), message);
        if (mistake != Mistake.FREED_EARLY) {
            SLOT.setRelease(slots, slot, null);
        }
        return true;
    }

    @Override
    public boolean isEmpty() {
        return !isTaken(slotOf(received));
    }

    private boolean isTaken(int slot) {
        return SLOT.getAcquire(slots, slot) != null;
    }

    private static int slotOf(int position) {
        return (position & (Lane.CAPACITY_MIN - 1)) << 1;
    }
}
