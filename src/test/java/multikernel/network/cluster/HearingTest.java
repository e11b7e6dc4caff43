package multikernel.network.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nodes are letters, and two of them together do not hear each other. */
class HearingTest {

    private static Set<Character> lost(String voters, String others, String... pairs) {
        var deaf = new HashMap<Character, Set<Character>>();
        for (var pair : pairs) {
            deaf.computeIfAbsent(pair.charAt(0), node -> new HashSet<>()).add(pair.charAt(1));
            deaf.computeIfAbsent(pair.charAt(1), node -> new HashSet<>()).add(pair.charAt(0));
        }
        return new Hearing<>(letters(voters), Set.copyOf(letters(others)), Map.copyOf(deaf)).lost();
    }

    private static List<Character> letters(String text) {
        return text.chars().mapToObj(letter -> (char) letter).toList();
    }

    @Test
    void shouldLoseWhomNobodyHears() {
        assertEquals(Set.of('c'), lost("abc", "", "ac", "bc"));
        assertEquals(Set.of('a'), lost("abc", "", "ab", "ac"));
        assertEquals(Set.of('d', 'e'), lost("abcde", "", "ad", "bd", "cd", "ae", "be", "ce"));
    }

    @Test
    void shouldLoseNobodyByWhatOneSaysOfAnother() {
        assertEquals(Set.of(), lost("abc", "", "ac"));
        assertEquals(Set.of(), lost("abcde", "", "ab", "ac"));
    }

    @Test
    void shouldLoseWhomAMajorityDoesNotHearThoughOthersDo() {
        assertEquals(Set.of('e'), lost("abcde", "", "ae", "be", "ce"));
        assertEquals(Set.of('e'), lost("abcde", "", "ae", "be", "ce", "de", "ab"));
    }

    @Test
    void shouldLoseTheHalfWithoutTheFirst() {
        assertEquals(Set.of('b'), lost("ab", "", "ab"));
        assertEquals(Set.of('b', 'c'), lost("abcd", "", "ab", "ac", "db", "dc"));
    }

    @Test
    void shouldLoseNobodyWhereNoMajorityWouldStay() {
        assertEquals(Set.of(), lost("abc", "", "ab", "bc", "ac"));
        assertEquals(Set.of(), lost("abcd", "", "ab", "bc", "cd", "da", "ac", "bd"));
    }

    @Test
    void shouldLoseWhoIsOnItsWayInAndCountNothingThatItSays() {
        assertEquals(Set.of('x'), lost("abc", "x", "ax", "bx"));
        assertEquals(Set.of(), lost("abc", "x", "ax"));
        assertEquals(Set.of(), lost("abc", "xy", "ax", "ay", "ab"));
    }
}
