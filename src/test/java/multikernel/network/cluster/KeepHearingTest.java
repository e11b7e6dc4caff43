package multikernel.network.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.Address;
import akka.cluster.Member;
import akka.cluster.Member$;
import akka.cluster.MemberStatus;
import akka.cluster.Reachability;
import akka.cluster.UniqueAddress;
import akka.util.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** Three nodes, as Akka's resolver tells its rule of them. */
class KeepHearingTest {

    private static final List<UniqueAddress> NODES = IntStream.range(0, 3)
            .mapToObj(node -> new UniqueAddress(Address.apply("akka", "system", "10.0.0." + node, 1), (long) node))
            .toList();

    private static Member member(int node) {
        var roles = CollectionConverters.asScala(Set.of("dc-default")).<String>toSet();
        return Member$.MODULE$.apply(NODES.get(node), roles, Version.Zero()).copy(MemberStatus.up());
    }

    /** @param heardNot who does not hear whom */
    private static Set<Integer> down(int self, Set<Integer> seenBy, int[]... heardNot) {
        var rule = new KeepHearing("default", NODES.get(self));
        var reachability = Reachability.empty();
        var silent = new HashSet<Integer>();
        for (var pair : heardNot) {
            reachability = reachability.unreachable(NODES.get(pair[0]), NODES.get(pair[1]));
            silent.add(pair[1]);
        }
        for (var node = 0; node < NODES.size(); node++) {
            rule.add(member(node));
            if (silent.contains(node) && node != self) {
                rule.addUnreachable(member(node));
            }
        }
        rule.setReachability(reachability);
        var seen = seenBy.stream().map(node -> NODES.get(node).address()).collect(Collectors.toSet());
        rule.setSeenBy(CollectionConverters.asScala(seen).toSet());
        return CollectionConverters.asJava(rule.nodesToDown(rule.decide())).stream()
                .map(NODES::indexOf)
                .collect(Collectors.toSet());
    }

    private static int[] pair(int observer, int subject) {
        return new int[] {observer, subject};
    }

    /** Akka's own rule removes 0 and 2, and keeps one of three. */
    @Test
    void shouldRemoveNeitherOfTwoWhoDoNotHearEachOtherWhereTheThirdHearsBoth() {
        assertEquals(Set.of(), down(1, Set.of(0, 1, 2), pair(2, 0)));
        assertEquals(Set.of(), down(1, Set.of(0, 1, 2), pair(2, 0), pair(0, 2)));
        assertEquals(Set.of(), down(0, Set.of(0, 1, 2), pair(2, 0), pair(0, 2)));
    }

    /** Nor for want of a word of the one that is accused, which comes a moment later. */
    @Test
    void shouldRemoveNobodyByWhatOneAloneSaysBeforeTheAccusedHasSeenIt() {
        assertEquals(Set.of(), down(1, Set.of(1, 2), pair(2, 0)));
    }

    @Test
    void shouldRemoveWhoEndedOrIsCutOff() {
        assertEquals(Set.of(2), down(0, Set.of(0, 1), pair(0, 2), pair(1, 2)));
        assertEquals(Set.of(0), down(1, Set.of(1, 2), pair(1, 0), pair(2, 0)));
    }

    @Test
    void shouldRemoveItselfWhereItHearsNobody() {
        assertEquals(Set.of(2), down(2, Set.of(2), pair(2, 0), pair(2, 1)));
    }

    /** It comes and goes: what it says of the others gets through, and what they say of it. */
    @Test
    void shouldRemoveOnlyWhomBothOthersDoNotHearThoughItIsStillHeardByTurns() {
        assertEquals(Set.of(2), down(0, Set.of(0, 1, 2), pair(2, 0), pair(1, 2)));
        assertEquals(Set.of(2), down(0, Set.of(0, 1, 2), pair(2, 0), pair(0, 2), pair(2, 1), pair(1, 2)));
    }
}
