package multikernel.agreement.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import multikernel.agreement.group.Rendezvous.Place;
import org.junit.jupiter.api.Test;

class RendezvousTest {

    private static final int GROUPS = 1000;

    @Test
    void shouldChooseNoTwoSeatsOfOneMachine() {
        var places = new ArrayList<Place>();
        for (int node = 0; node < 8; node++) {
            places.add(new Place(new Seat(node, 1), node / 2));
        }
        for (int group = 0; group < GROUPS; group++) {
            var chosen = Rendezvous.choose(group, places, 3);
            var machines =
                    new HashSet<>(chosen.stream().map(seat -> seat.node() / 2).toList());
            assertEquals(3, machines.size());
        }
        assertEquals(4, Rendezvous.choose(1, places, 9).size());
    }

    @Test
    void shouldChooseTheSameWhateverTheOrderOfThePlaces() {
        var places = places(6);
        for (int group = 0; group < GROUPS; group++) {
            assertEquals(Rendezvous.choose(group, places, 3), Rendezvous.choose(group, places.reversed(), 3));
        }
    }

    @Test
    void shouldMoveOnlyWhatTheLostPlaceHeld() {
        var before = places(6);
        var after = before.subList(0, 5);
        int moved = 0;
        for (int group = 0; group < GROUPS; group++) {
            var old = Rendezvous.choose(group, before, 3);
            var next = Rendezvous.choose(group, after, 3);
            var kept = new ArrayList<>(old);
            kept.retainAll(next);
            assertEquals(old.contains(new Seat(5, 1)) ? 2 : 3, kept.size());
            moved += 3 - kept.size();
        }
        assertTrue(Math.abs(moved - GROUPS / 2) < GROUPS / 10, "moved: " + moved);
    }

    @Test
    void shouldGiveEachPlaceItsShare() {
        var held = new int[6];
        for (int group = 0; group < GROUPS; group++) {
            Rendezvous.choose(group, places(6), 3).forEach(seat -> held[(int) seat.node()]++);
        }
        for (int share : held) {
            assertTrue(Math.abs(share - GROUPS / 2) < GROUPS / 10, "share: " + share);
        }
    }

    private static List<Place> places(int count) {
        var places = new ArrayList<Place>();
        for (int node = 0; node < count; node++) {
            places.add(new Place(new Seat(node, 1), node));
        }
        return places;
    }
}
