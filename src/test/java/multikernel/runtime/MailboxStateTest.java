package multikernel.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import akka.actor.ActorRef;
import akka.dispatch.Envelope;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MailboxStateTest {

    private final MailboxState state = new MailboxState();

    /** Against a plain deque: any mixture of adding, adding in front and taking, while it grows. */
    @Test
    void shouldBehaveAsADequeWhateverTheMixture() {
        var random = new Random(7);
        var model = new ArrayDeque<Envelope>();
        for (var i = 0; i < 100_000; i++) {
            var envelope = Envelope.apply(i, ActorRef.noSender());
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    state.add(envelope);
                    model.addLast(envelope);
                }
                case 2 -> {
                    state.addFirst(envelope);
                    model.addFirst(envelope);
                }
                default -> assertEquals(model.poll(), state.poll());
            }
            assertEquals(model.size(), state.size());
            assertEquals(model.isEmpty(), state.isEmpty());
        }
        while (!model.isEmpty()) {
            assertEquals(model.poll(), state.poll());
        }
        assertNull(state.poll());
    }

    @Test
    void shouldBeHeldWhileAnythingOfItsActorWaitsElsewhere() {
        assertEquals(false, state.isHeld());
        state.addWaitingElsewhere(2);
        state.addWaitingElsewhere(-1);
        assertEquals(true, state.isHeld());
        assertEquals(1, state.waiting());
        state.addWaitingElsewhere(-1);
        assertEquals(false, state.isHeld());
    }
}
