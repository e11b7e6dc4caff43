package multikernel.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CallsTest {

    private static final long SOON = 1_000;
    private static final long LATER = 2_000;

    private final List<String> said = new ArrayList<>();
    private final Calls<String> calls = new Calls<>(3);

    private final class Noted implements Calls.Continuation<String> {
        private final String name;

        Noted(String name) {
            this.name = name;
        }

        @Override
        public void replied(String reply) {
            said.add(name + " " + reply);
        }

        @Override
        public void expired() {
            said.add(name + " expired");
        }
    }

    @Test
    void shouldSayWhoWaitsUntilItIsAnsweredCancelledOrTooLate() {
        var one = new Noted("one");
        var two = new Noted("two");
        var three = new Noted("three");
        long first = calls.begin(LATER, one);
        long second = calls.begin(SOON, two);
        long third = calls.begin(LATER, three);
        assertEquals(Set.of(one, two, three), Set.copyOf(calls.waiting()));
        assertSame(two, calls.waiting(second));
        calls.expire(SOON);
        assertNull(calls.waiting(second));
        calls.replied(first, "yes");
        assertEquals(List.of(three), calls.waiting());
        calls.cancel(third);
        assertEquals(List.of(), calls.waiting());
        long again = calls.begin(LATER, one);
        assertNull(calls.waiting(third), "its slot serves another");
        assertSame(one, calls.waiting(again));
    }

    @Test
    void shouldBringEachReplyToItsCall() {
        long first = calls.begin(SOON, new Noted("first"));
        long second = calls.begin(SOON, new Noted("second"));
        assertTrue(calls.replied(second, "two"));
        assertTrue(calls.replied(first, "one"));
        assertEquals(List.of("second two", "first one"), said);
        assertEquals(0, calls.outstanding());
    }

    @Test
    void shouldDropAndCountARepeatedReplyAndAnUnknownOne() {
        long token = calls.begin(SOON, new Noted("call"));
        assertTrue(calls.replied(token, "once"));
        assertFalse(calls.replied(token, "twice"));
        assertFalse(calls.replied(0, "nobody's"));
        assertFalse(calls.replied(-1, "nobody's"));
        assertFalse(calls.replied(token + 1, "nobody's"));
        assertEquals(List.of("call once"), said);
        assertEquals(4, calls.dropped());
    }

    @Test
    void shouldNotGiveAnOldReplyToANewCallInTheSamePlace() {
        var one = new Calls<String>(1);
        long old = one.begin(SOON, new Noted("old"));
        assertEquals(1, one.expire(SOON));
        long young = one.begin(LATER, new Noted("young"));
        assertNotEquals(old, young);
        assertFalse(one.replied(old, "late"));
        assertTrue(one.replied(young, "in time"));
        assertEquals(List.of("old expired", "young in time"), said);
        assertEquals(1, one.dropped());
    }

    @Test
    void shouldRefuseMoreCallsThanItMayHold() {
        for (int i = 0; i < 3; i++) {
            assertNotEquals(Calls.BUSY, calls.begin(SOON, new Noted("call")));
        }
        assertEquals(Calls.BUSY, calls.begin(SOON, new Noted("one too many")));
        calls.expire(SOON);
        assertNotEquals(Calls.BUSY, calls.begin(SOON, new Noted("call")));
    }

    @Test
    void shouldSayNothingToACallThatWasCancelled() {
        long token = calls.begin(SOON, new Noted("call"));
        assertTrue(calls.cancel(token));
        assertFalse(calls.cancel(token));
        assertFalse(calls.replied(token, "late"));
        assertEquals(0, calls.expire(LATER));
        assertEquals(List.of(), said);
        assertEquals(1, calls.dropped());
    }

    @Test
    void shouldEndInTheOrderOfDeadlinesOnlyThoseThatHaveCome() {
        calls.begin(LATER, new Noted("later"));
        calls.begin(SOON, new Noted("soon"));
        calls.begin(LATER + 1, new Noted("last"));
        assertEquals(SOON - 10, calls.nanosToNextDeadline(10));
        assertEquals(0, calls.expire(SOON - 1));
        assertEquals(2, calls.expire(LATER));
        assertEquals(List.of("soon expired", "later expired"), said);
        assertEquals(1, calls.nanosToNextDeadline(LATER));
    }

    @Test
    void shouldTakeTimeThatWrapsRound() {
        calls.begin(Long.MIN_VALUE + 5, new Noted("after the wrap"));
        calls.begin(Long.MAX_VALUE - 5, new Noted("before it"));
        assertEquals(1, calls.expire(Long.MAX_VALUE - 4));
        assertEquals(List.of("before it expired"), said);
        assertEquals(1, calls.expire(Long.MIN_VALUE + 5));
    }

    @Test
    void shouldNotGoOnForEverWithACallThatBeginsAnotherAsItEnds() {
        var again = new Calls.Continuation<String>() {
            @Override
            public void replied(String reply) {}

            @Override
            public void expired() {
                calls.begin(0, this);
            }
        };
        calls.begin(0, again);
        assertEquals(1, calls.expire(SOON));
        assertEquals(1, calls.outstanding());
    }

    @Test
    void shouldEndAllCallsWhenThePeerIsGone() {
        calls.begin(SOON, new Noted("one"));
        long other = calls.begin(LATER, new Noted("other"));
        assertEquals(2, calls.expireAll());
        assertEquals(List.of("one expired", "other expired"), said);
        assertFalse(calls.replied(other, "late"));
        assertEquals(0, calls.outstanding());
    }

    @Test
    void shouldRefuseASizeThatTokensHaveNoRoomFor() {
        assertThrows(IllegalArgumentException.class, () -> new Calls<String>(0));
        assertThrows(IllegalArgumentException.class, () -> new Calls<String>((1 << 20) + 1));
    }

    @Test
    void shouldDoWhatAPlainTableDoes() {
        var chance = new Random(7);
        var many = new Calls<Long>(50);
        var waiting = new HashMap<Long, Long>();
        var ended = new TreeMap<Long, String>();
        long now = 0;
        for (long number = 1; number < 100_000; number++) {
            now += chance.nextInt(3);
            long id = number;
            var continuation = new Calls.Continuation<Long>() {
                @Override
                public void replied(Long reply) {
                    assertEquals(id, reply);
                    ended.put(id, "replied");
                }

                @Override
                public void expired() {
                    ended.put(id, "expired");
                }
            };
            long token = many.begin(now + chance.nextInt(100), continuation);
            assertEquals(waiting.size() == 50, token == Calls.BUSY);
            if (token != Calls.BUSY) {
                waiting.put(id, token);
            }
            if (!waiting.isEmpty() && chance.nextInt(3) == 0) {
                long chosen = List.copyOf(waiting.keySet()).get(chance.nextInt(waiting.size()));
                assertTrue(many.replied(waiting.getOrDefault(chosen, Calls.BUSY), chosen));
                assertEquals("replied", ended.get(chosen));
            }
            many.expire(now);
            waiting.keySet().removeAll(ended.keySet());
            assertEquals(waiting.size(), many.outstanding());
            assertTrue(many.nanosToNextDeadline(now) > 0);
        }
        assertTrue(ended.containsValue("expired") && ended.containsValue("replied"));
    }
}
