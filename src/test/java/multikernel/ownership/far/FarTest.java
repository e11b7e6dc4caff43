package multikernel.ownership.far;

import static multikernel.ownership.far.FarPair.ANT;
import static multikernel.ownership.far.FarPair.BEE;
import static multikernel.ownership.far.FarPair.CAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.Refusal;
import multikernel.capability.CapabilityType;
import multikernel.capability.Rights;
import multikernel.codec.Bytes;
import multikernel.ownership.far.FarEnvelope.Said;
import org.junit.jupiter.api.Test;

class FarTest {

    private static final FarRequest READ = new FarRequest.Read(0, 1);
    private static final FarRequest WRITE = new FarRequest.Write(0, Bytes.copyOf((byte) 9));

    private final FarPair nodes = new FarPair();

    private static void assertRefused(Refusal why, FarResult result) {
        assertEquals(why, assertInstanceOf(FarResult.Refused.class, result).why(), result::toString);
    }

    private static FarRequest share(String node, String rights) {
        return new FarRequest.Share(node, CoreId.of(0), Rights.of(rights).orElseThrow());
    }

    @Test
    void shouldReadWriteAndIdentifyAtHomeWhatAHolderNames() {
        var ref = nodes.copied("read,write,grant,identify");
        assertEquals(new FarResult.Done(Bytes.copyOf((byte) 5), 0), nodes.ask(BEE, ref, READ));
        assertInstanceOf(FarResult.Done.class, nodes.ask(BEE, ref, WRITE));
        assertEquals(Bytes.copyOf((byte) 9), nodes.frame);
        assertInstanceOf(FarResult.Done.class, nodes.ask(BEE, ref, new FarRequest.Identify()));
        var held = nodes.reading(BEE).held().getFirst();
        assertEquals(ANT, held.ref().home());
        assertEquals(4096, held.object().orElseThrow().bytes());
        assertEquals(BEE, nodes.reading(ANT).given().getFirst().holder());
    }

    @Test
    void shouldRefuseAtHomeWhatTheNameHasNoRightTo() {
        var ref = nodes.copied("read");
        assertRefused(Refusal.NO_RIGHT, nodes.ask(BEE, ref, WRITE));
        assertRefused(Refusal.NO_RIGHT, nodes.ask(BEE, ref, new FarRequest.Identify()));
        assertRefused(Refusal.NO_RIGHT, nodes.ask(BEE, ref, share("cat", "read")));
        assertTrue(nodes.reading(BEE).held().getFirst().object().isEmpty());
        assertEquals(Bytes.copyOf((byte) 5), nodes.frame);
    }

    @Test
    void shouldOnlyTakeRightsAwayWhenItIsCopiedOn() {
        var ref = nodes.copied("read,grant");
        assertRefused(Refusal.MORE_RIGHTS, nodes.ask(BEE, ref, share("cat", "read,write")));
        var made = assertInstanceOf(FarResult.Done.class, nodes.ask(BEE, ref, share("cat", "read")));
        var third = new FarRef(ANT, made.number());
        assertInstanceOf(FarResult.Done.class, nodes.ask(CAT, third, READ));
        assertRefused(Refusal.NO_RIGHT, nodes.ask(CAT, third, share("bee", "read")));
    }

    @Test
    void shouldCopyNothingThatMayNotLeave() {
        var all = Rights.ALL;
        var few = Rights.of("read,write").orElseThrow();
        assertRefused(Refusal.NO_RIGHT, nodes.copy(CapabilityType.FRAME, few, few, "bee", 0));
        assertRefused(
                Refusal.MORE_RIGHTS,
                nodes.copy(CapabilityType.FRAME, Rights.of("read,grant").orElseThrow(), few, "bee", 0));
        assertRefused(Refusal.HOME_ONLY, nodes.copy(CapabilityType.RAM, all, all, "bee", 0));
        assertRefused(Refusal.NO_SUCH_NODE, nodes.copy(CapabilityType.FRAME, all, all, "dog", 0));
        assertRefused(Refusal.NO_SUCH_NODE, nodes.copy(CapabilityType.FRAME, all, all, "ant", 0));
        assertRefused(Refusal.NO_SUCH_CORE, nodes.copy(CapabilityType.FRAME, all, all, "bee", 2));
        assertTrue(nodes.reading(ANT).given().isEmpty());
        var ref = nodes.copied("read,grant");
        assertRefused(Refusal.HOME_ONLY, nodes.ask(BEE, ref, share("ant", "read")));
    }

    @Test
    void shouldRefuseMoreThanTheTablesHold() {
        nodes.copied("read");
        nodes.copied("read");
        var full = nodes.copy(CapabilityType.FRAME, Rights.ALL, Rights.ALL, "cat", 0);
        assertRefused(Refusal.TABLE_FULL, full);
        assertTrue(full.toString().contains("multikernel.memory.far.names-max"), full::toString);
    }

    @Test
    void shouldNotTakeANameThatIsAlteredOrAnotherHolders() {
        nodes.copied("read");
        var give = nodes.said.stream()
                .filter(FarMessage.Give.class::isInstance)
                .map(FarMessage.Give.class::cast)
                .findFirst()
                .orElseThrow();
        var name = give.name();
        var altered = new FarName(name.number(), name.nonce(), Bytes.copyOf(new byte[Seal.CODE_BYTES]));
        assertEquals(Refusal.BAD_REFERENCE, shown(BEE, altered));
        assertEquals(Refusal.BAD_REFERENCE, shown(BEE, new FarName(name.number(), 1, name.code())));
        assertEquals(Refusal.BAD_REFERENCE, shown(CAT, name));
        assertEquals(Refusal.BAD_REFERENCE, shown(CAT, new FarName(77, 1, name.code())));
    }

    /** What ant says to a name that somebody shows it. */
    private Refusal shown(NodeMember by, FarName name) {
        nodes.said.clear();
        nodes.now++;
        var asked = new FarMessage.Asked(1_000 + nodes.now, name, READ);
        nodes.on(ANT, new FarEvent.Heard(by.name(), new Said(1, 1, 1, asked)));
        return nodes.said.stream()
                .filter(FarMessage.Answered.class::isInstance)
                .map(each -> ((FarMessage.Answered) each).result())
                .map(result -> assertInstanceOf(FarResult.Refused.class, result).why())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldRefuseAtOnceWhatHomeLetGoOfAndTellItsHolder() {
        var ref = nodes.copied("read");
        nodes.isThere = false;
        assertRefused(Refusal.REVOKED, nodes.ask(BEE, ref, READ));
        assertTrue(nodes.reading(BEE).held().isEmpty());
        assertTrue(nodes.reading(ANT).given().isEmpty(), "the holder knows");
        assertRefused(Refusal.REVOKED, nodes.ask(BEE, ref, READ));
    }

    @Test
    void shouldTellAHolderThatDoesNotAsk() {
        var ref = nodes.copied("read");
        nodes.isThere = false;
        nodes.deaf.add(BEE);
        nodes.on(ANT, new FarEvent.Changed());
        assertTrue(nodes.reading(ANT).given().getFirst().hasEnded());
        nodes.deaf.clear();
        nodes.on(ANT, new FarEvent.Ticked());
        assertTrue(nodes.reading(ANT).given().isEmpty()
                && nodes.reading(BEE).held().isEmpty());
        assertTrue(nodes.told.stream().anyMatch(line -> line.contains("ant.1 was revoked")), nodes.told::toString);
        assertRefused(Refusal.REVOKED, nodes.ask(BEE, ref, READ));
    }

    @Test
    void shouldEndTheNamesOfWhatIsRevokedThoughHomeKeepsItsOwnCopy() {
        var ref = nodes.copied("read");
        var elsewhere = new Anchor(CoreId.of(0), 1, FarPair.ANCHOR.address(), FarPair.OBJECT);
        nodes.on(ANT, new FarEvent.LetGo(FarPair.OBJECT, Optional.of(elsewhere)));
        assertInstanceOf(FarResult.Done.class, nodes.ask(BEE, ref, READ), "made from another copy");
        nodes.on(ANT, new FarEvent.LetGo(FarPair.OBJECT, Optional.empty()));
        assertRefused(Refusal.REVOKED, nodes.ask(BEE, ref, READ));
    }

    @Test
    void shouldForgetWhatItsHolderDeletes() {
        var ref = nodes.copied("read");
        nodes.deaf.add(ANT);
        nodes.on(BEE, new FarEvent.Drop(4, ref));
        assertInstanceOf(FarResult.Done.class, nodes.last(BEE));
        assertRefused(Refusal.NO_SUCH_CAPABILITY, nodes.ask(BEE, ref, READ));
        assertEquals(1, nodes.reading(ANT).given().size());
        nodes.deaf.clear();
        nodes.on(BEE, new FarEvent.Ticked());
        assertTrue(nodes.reading(ANT).given().isEmpty());
    }

    @Test
    void shouldLoseTheMemoryWithItsHomeAndTheNamesWithTheirHolder() {
        var ref = nodes.copied("read");
        nodes.view(BEE, CAT);
        assertRefused(Refusal.HOME_LOST, nodes.ask(BEE, ref, READ));
        assertTrue(nodes.reading(ANT).given().isEmpty(), "who is no member has named nothing");
        assertTrue(nodes.told.stream().anyMatch(line -> line.contains("1 capabilities here are home-lost")));
    }

    @Test
    void shouldLoseWhatAHomeHasNamedBeforeItsPartBeganAgain() {
        var ref = nodes.copied("read");
        nodes.begin(ANT, 2);
        nodes.view(ANT, BEE, CAT);
        assertRefused(Refusal.HOME_LOST, nodes.ask(BEE, ref, READ));
    }

    @Test
    void shouldForgetWhatAHolderHadBeforeItsPartBeganAgain() {
        nodes.copied("read");
        nodes.begin(BEE, 2);
        nodes.view(ANT, BEE, CAT);
        assertTrue(nodes.reading(ANT).given().isEmpty());
    }

    @Test
    void shouldServeNothingWhileNoMajorityHearsIt() {
        var ref = nodes.copied("read");
        nodes.now += FarPair.LIMITS.leaseNanos() + 1;
        nodes.deaf.addAll(List.of(CAT));
        assertInstanceOf(FarResult.Done.class, nodes.ask(BEE, ref, READ), "bee and ant are two of three");
        nodes.now += FarPair.LIMITS.leaseNanos() + 1;
        nodes.deaf.addAll(List.of(BEE));
        nodes.on(BEE, new FarEvent.Ask(1, ref, READ));
        nodes.deaf.remove(BEE);
        nodes.now += FarPair.LIMITS.limitNanos() / 2;
        nodes.on(ANT, new FarEvent.Ticked());
        assertRefused(Refusal.NO_MAJORITY, nodes.last(BEE));
    }

    @Test
    void shouldBelieveNothingOfAStartThatIsNoMember() {
        nodes.copied("read");
        nodes.told.clear();
        nodes.on(ANT, new FarEvent.Heard("bee", new Said(2, 1, 1, new FarMessage.Dropped(1))));
        nodes.on(ANT, new FarEvent.Heard("dog", new Said(1, 1, 1, new FarMessage.Hear(1))));
        nodes.on(ANT, new FarEvent.Heard("bee", new Said(1, 1, 2, new FarMessage.Hear(1))));
        assertEquals(List.of("late", "late", "late"), nodes.told);
        assertEquals(1, nodes.reading(ANT).given().size());
    }

    @Test
    void shouldTakeBackWhatNobodySaysThatItTook() {
        nodes.deaf.add(BEE);
        nodes.on(ANT, new FarEvent.Ticked());
        nodes.on(
                ANT,
                new FarEvent.Copy(
                        9,
                        FarPair.ANCHOR,
                        new multikernel.capability.Capability(
                                new multikernel.capability.Described(FarPair.OBJECT, CapabilityType.FRAME, 0, 4096),
                                Rights.ALL),
                        "bee",
                        CoreId.of(0),
                        Rights.ALL));
        nodes.now += FarPair.LIMITS.limitNanos();
        nodes.on(ANT, new FarEvent.Ticked());
        assertRefused(Refusal.NO_TIER, nodes.last(ANT));
        nodes.deaf.clear();
        nodes.on(ANT, new FarEvent.Ticked());
        assertTrue(nodes.reading(ANT).given().isEmpty()
                && nodes.reading(BEE).held().isEmpty());
    }

    @Test
    void shouldSayThatItDoesNotKnowWhenHomeDoesNotAnswer() {
        var ref = nodes.copied("write");
        nodes.deaf.add(ANT);
        nodes.on(BEE, new FarEvent.Ask(3, ref, WRITE));
        nodes.now += FarPair.LIMITS.limitNanos();
        nodes.on(BEE, new FarEvent.Ticked());
        assertRefused(Refusal.TIMED_OUT, nodes.last(BEE));
        var asked = nodes.said.stream()
                .filter(FarMessage.Asked.class::isInstance)
                .toList()
                .getLast();
        nodes.on(BEE, new FarEvent.Unsent(ANT, asked));
        nodes.on(BEE, new FarEvent.Ask(4, ref, WRITE));
        var next = nodes.said.stream()
                .filter(FarMessage.Asked.class::isInstance)
                .toList()
                .getLast();
        nodes.on(BEE, new FarEvent.Unsent(ANT, next));
        assertRefused(Refusal.NO_TIER, nodes.last(BEE));
    }
}
