package multikernel.cpudriver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

    private final Subscriptions subscriptions = new Subscriptions();

    @Test
    void shouldTellASubscriberOnceThatAskedTwice() {
        subscriptions.add("shop", 1);
        subscriptions.add("shop", 2);
        subscriptions.add("shop", 1);
        assertEquals(List.of(1, 2), subscriptions.to("shop"));
        assertEquals(List.of(), subscriptions.to("stock"));
    }

    @Test
    void shouldForgetASubscriberThatHasEndedInEveryDomain() {
        subscriptions.add("shop", 1);
        subscriptions.add("stock", 1);
        subscriptions.add("stock", 2);
        subscriptions.gone(1);
        assertEquals(List.of(), subscriptions.to("shop"));
        assertEquals(List.of(2), subscriptions.to("stock"));
    }
}
