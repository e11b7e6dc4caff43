package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import multikernel.base.Event;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import multikernel.capability.CapabilityType;
import multikernel.capability.Rights;
import multikernel.codec.Bytes;
import multikernel.domain.FarDesk;
import multikernel.domain.Held;
import multikernel.domain.MemoryDesk;
import multikernel.ownership.Placed;
import multikernel.ownership.Request;
import multikernel.ownership.far.FarRef;
import multikernel.ownership.far.FarRequest;
import multikernel.ownership.far.FarResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A frame of one node is read and written from another, by the operators of both. */
class FarMemoryTest {

    private static final long LIMIT_SECONDS = 60;
    private static final int BYTES = 4096;
    private static final CoreId HERE = CoreId.of(1);
    private static final CoreId THERE = CoreId.of(0);

    @TempDir
    Path directory;

    private TalkingNode ant;
    private TalkingNode bee;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void begin() throws Exception {
        ant = TalkingNode.first(directory.resolve("ant"), "127.0.0.1", Tier.SHARED_MEMORY);
        bee = ant.joined(directory.resolve("bee"), "127.0.0.2");
        bee.kernel().onEvent(events::add);
    }

    @AfterEach
    void end() {
        bee.close();
        ant.close();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private MemoryDesk home() {
        return ant.kernel().memory();
    }

    private FarDesk holder() {
        return bee.kernel().memory().far();
    }

    private static Placed placed(MemoryDesk.Answer answer) {
        assertInstanceOf(Outcome.Done.class, answer.outcome(), answer::toString);
        return answer.placed().getFirst();
    }

    private static Held held(Placed placed) {
        return new Held(
                placed.core(), 1, placed.address(), placed.capability().object().id());
    }

    private Held frame() throws Exception {
        var ram = held(placed(get(home().allocate(HERE, BYTES))));
        return held(placed(get(home().ask(ram, new Request.Retype(ram.address(), 0, CapabilityType.FRAME, 1, BYTES)))));
    }

    private void map(Held frame, boolean write) throws Exception {
        placed(get(home().ask(frame, new Request.MapOn(frame.address(), List.of(HERE), write))));
    }

    /** Once the parts of both nodes have found each other. */
    private FarRef copied(Held frame) throws Exception {
        Patience.until(
                "a copy on the other node",
                () -> get(home().far().copy(frame, bee.name(), THERE)).result() instanceof FarResult.Done);
        return get(holder().reading()).held().getLast().ref();
    }

    private FarResult ask(FarRef ref, FarRequest request) throws Exception {
        return get(holder().ask(ref, request)).result();
    }

    private static void assertRefused(Refusal why, FarResult result) {
        assertEquals(why, assertInstanceOf(FarResult.Refused.class, result).why(), result::toString);
    }

    private static byte[] bytes(FarResult result) {
        var done = assertInstanceOf(FarResult.Done.class, result, result::toString);
        var bytes = new byte[done.bytes().length()];
        done.bytes().copyTo(bytes, 0);
        return bytes;
    }

    @Test
    void shouldReadAndWriteByMessagesThroughTheViewThatHomeHas() throws Exception {
        var frame = frame();
        var ref = copied(frame);
        var write = new FarRequest.Write(8, Bytes.copyOf((byte) 1, (byte) 2));
        assertRefused(Refusal.NOT_MAPPED, ask(ref, new FarRequest.Read(0, 1)));
        map(frame, false);
        assertArrayEquals(new byte[4], bytes(ask(ref, new FarRequest.Read(0, 4))));
        assertRefused(Refusal.READ_ONLY, ask(ref, write));
        map(frame, true);
        assertEquals(0, bytes(ask(ref, write)).length);
        assertArrayEquals(new byte[] {1, 2}, bytes(ask(ref, new FarRequest.Read(8, 2))));
        assertArrayEquals(new byte[] {1, 2}, get(home().read(frame, HERE, 8, 2)).bytes());
        assertRefused(Refusal.OUT_OF_RANGE, ask(ref, new FarRequest.Read(BYTES, 1)));
        get(home().ask(frame, new Request.Unmap(frame.address())));
        assertRefused(Refusal.NOT_MAPPED, ask(ref, new FarRequest.Read(8, 2)));
    }

    @Test
    void shouldEnforceRightsAtHomeAndOnlyTakeThemAway() throws Exception {
        var frame = frame();
        map(frame, true);
        var ref = copied(frame);
        var few = Rights.of("read").orElseThrow();
        var made = assertInstanceOf(FarResult.Done.class, ask(ref, new FarRequest.Share(bee.name(), THERE, few)));
        var less = new FarRef(ref.home(), made.number());
        assertEquals(1, bytes(ask(less, new FarRequest.Read(0, 1))).length);
        assertRefused(Refusal.NO_RIGHT, ask(less, new FarRequest.Write(0, Bytes.copyOf((byte) 1))));
        assertRefused(Refusal.NO_RIGHT, ask(less, new FarRequest.Identify()));
        assertRefused(Refusal.NO_RIGHT, ask(less, new FarRequest.Share(bee.name(), THERE, few)));
        assertEquals(2, get(home().far().reading()).given().size());
    }

    @Test
    void shouldRefuseOnceHomeHasRevokedOrDeletedAndTellTheHolder() throws Exception {
        var revoked = frame();
        map(revoked, false);
        var first = copied(revoked);
        assertInstanceOf(
                Outcome.Done.class,
                get(home().ask(revoked, new Request.Revoke(revoked.address()))).outcome());
        assertRefused(Refusal.REVOKED, ask(first, new FarRequest.Read(0, 1)));
        var deleted = frame();
        var second = copied(deleted);
        get(home().ask(deleted, new Request.Delete(deleted.address())));
        assertRefused(Refusal.REVOKED, ask(second, new FarRequest.Identify()));
        Patience.until(
                "both to have forgotten",
                () -> get(holder().reading()).held().isEmpty()
                        && get(home().far().reading()).given().isEmpty());
        Patience.until(
                "an event of it",
                () -> events.stream().anyMatch(event -> event.text().contains("was revoked there")));
    }

    @Test
    void shouldForgetAtHomeWhatItsHolderDeletes() throws Exception {
        var ref = copied(frame());
        assertInstanceOf(FarResult.Done.class, get(holder().delete(ref)).result());
        assertRefused(Refusal.NO_SUCH_CAPABILITY, ask(ref, new FarRequest.Identify()));
        Patience.until(
                "home to forget", () -> get(home().far().reading()).given().isEmpty());
    }

    @Test
    void shouldSayThatTheMemoryIsLostWithItsHome() throws Exception {
        var ref = copied(frame());
        assertInstanceOf(FarResult.Done.class, ask(ref, new FarRequest.Identify()));
        ant.close();
        Patience.until(
                "the home to be gone", () -> get(holder().reading()).held().isEmpty());
        assertRefused(Refusal.HOME_LOST, ask(ref, new FarRequest.Identify()));
        Patience.until(
                "an event of it",
                () -> events.stream().anyMatch(event -> event.text().contains("home-lost")));
    }
}
