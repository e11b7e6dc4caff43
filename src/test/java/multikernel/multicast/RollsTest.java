package multikernel.multicast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.codec.BadMessage;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.multicast.RollChange.Here;
import multikernel.multicast.RollChange.Nodes;
import multikernel.multicast.RollChange.Present;
import org.junit.jupiter.api.Test;

/** Who is a member of a group over several nodes follows from what nodes say, in the order in which it is put. */
class RollsTest {

    private static final NodeMember ANT = new NodeMember("ant", 1);
    private static final NodeMember BEE = new NodeMember("bee", 1);
    private static final NodeMember BEE_AGAIN = new NodeMember("bee", 2);

    private static Nodes nodes(long number, NodeMember... members) {
        return new Nodes(new NodeView(number, List.of(members)));
    }

    private static Present present(NodeMember node, long... starts) {
        var members = IntStream.range(0, starts.length)
                .mapToObj(core -> new Here(CoreId.of(core), starts[core]))
                .toList();
        return new Present("game", 7, node, members);
    }

    private static Rolls made(Rolls rolls, RollChange... changes) {
        var now = rolls;
        for (var change : changes) {
            assertEquals("", now.check(change).orElse(""));
            now = now.apply(change);
        }
        return now;
    }

    private static Roll game(Rolls rolls) {
        return rolls.of("game").orElseThrow();
    }

    private static final Rolls BOTH = made(Rolls.NONE, nodes(1, ANT, BEE), present(ANT, 5, 6), present(BEE, 5));

    @Test
    void shouldNumberTheMembersOfAllNodesAndKeepWhatEachHas() {
        assertEquals(List.of(0, 1, 2), numbers(game(BOTH)));
        var next = made(BOTH, present(ANT, 5, 9));
        assertEquals(
                game(BOTH).at(new Place(BEE, CoreId.of(0)), 5),
                game(next).at(new Place(BEE, CoreId.of(0)), 5),
                "who stays is the same member");
        var again = game(next).at(new Place(ANT, CoreId.of(1)), 9).orElseThrow();
        assertEquals(1, again.number().index(), "a number that is free is given again");
        assertEquals(game(next).number(), again.since(), "but to another member");
        assertEquals(3, game(next).view().seats().size());
    }

    private static List<Integer> numbers(Roll roll) {
        return roll.members().stream().map(each -> each.number().index()).toList();
    }

    @Test
    void shouldRaiseNoNumberWhereNothingChanges() {
        assertSame(BOTH, made(BOTH, present(BEE, 5)));
        assertEquals(BOTH.rolls(), made(BOTH, nodes(2, ANT, BEE)).rolls());
        assertEquals(BOTH.changes(), made(BOTH, nodes(2, ANT, BEE)).changes());
    }

    @Test
    void shouldLetGoOfANodeThatIsNoMemberAndHearNothingMoreOfThatStart() {
        var alone = made(BOTH, nodes(2, ANT));
        assertEquals(List.of(0, 1), numbers(game(alone)));
        assertTrue(alone.check(present(BEE, 5)).isPresent(), "what it said before comes too late");
        assertTrue(alone.check(nodes(1, ANT, BEE)).isPresent());
        var back = made(alone, nodes(3, ANT, BEE_AGAIN), present(BEE_AGAIN, 5));
        assertTrue(back.check(present(BEE, 5)).isPresent());
        assertEquals(
                game(back).number(),
                game(back)
                        .at(new Place(BEE_AGAIN, CoreId.of(0)), 5)
                        .orElseThrow()
                        .since());
    }

    @Test
    void shouldForgetADomainWithoutMembersAndGoOnCounting() {
        var none = made(BOTH, present(ANT), present(BEE));
        assertEquals(List.of(), none.rolls());
        assertTrue(game(made(none, present(ANT, 1))).number() > game(BOTH).number());
    }

    @Test
    void shouldRefuseOtherMessagesUnderTheSameNameAndMoreThanItCanHold() {
        var other = new Present("game", 8, BEE, List.of(new Here(CoreId.of(0), 5)));
        assertTrue(BOTH.check(other).orElseThrow().contains("other messages"));
        var many =
                IntStream.range(0, Rolls.MEMBERS_MAX).mapToLong(start -> start).toArray();
        assertTrue(BOTH.check(present(BEE, many)).orElseThrow().contains("the most"));
    }

    @Test
    void shouldGoThroughTheCodecAsItIs() throws BadMessage {
        var codec = Codec.of(MethodHandles.lookup(), Rolls.class, CodecLimits.DEFAULT);
        assertEquals(BOTH, codec.decoded(codec.encoded(BOTH)));
        var changes = Codec.of(MethodHandles.lookup(), RollChange.class, CodecLimits.DEFAULT);
        assertEquals(present(ANT, 1, 2), changes.decoded(changes.encoded(present(ANT, 1, 2))));
    }
}
