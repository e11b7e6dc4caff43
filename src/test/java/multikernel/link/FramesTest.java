package multikernel.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import org.junit.jupiter.api.Test;

class FramesTest {

    private static final int MESSAGE_MAX = 2_000;
    private static final int SCRIBBLES = 200_000;

    private static final List<Frame> ALL = List.of(
            new Frame.Hello(1, "zoo", "ant", 3, "bee", 4, 5, 6, 7, "a place"),
            new Frame.Bye(Farewell.FENCED),
            new Frame.Acknowledge(1, Long.MAX_VALUE),
            new Frame.Credit(9, 12),
            new Frame.Open(Plane.DATA, 1, 3, CoreId.of(1), CoreId.of(1023), "store", -1, 1, 16),
            new Frame.Accept(Plane.CONTROL, 2, 3, 16),
            new Frame.Decline(Plane.CONTROL, 2, 3, Declined.OTHER_VERSION),
            new Frame.Finish(Plane.DATA, 3, 3, false),
            new Frame.Finish(Plane.DATA, 3, 3, true),
            new Frame.Ring("a.1.ring", 1024),
            new Frame.Moved(),
            new Frame.Bell(),
            new Frame.Ask(4),
            new Frame.Echo(Long.MAX_VALUE));

    private static ByteBuffer bytes(Frame frame) {
        var bytes = ByteBuffer.allocate(Frames.bytes(frame));
        Frames.put(frame, bytes);
        assertEquals(0, bytes.remaining());
        return bytes.flip();
    }

    @Test
    void shouldReadEveryFrameAsItWasWritten() throws Exception {
        for (var frame : ALL) {
            assertEquals(frame, new FrameReader(MESSAGE_MAX).next(bytes(frame)));
        }
    }

    @Test
    void shouldReadFramesWhereverTheirBytesAreCut() throws Exception {
        var hello = bytes(ALL.getFirst());
        var message = bytes(new Frame.Message(Plane.DATA, 1, 2, new byte[MESSAGE_MAX]));
        var stream = ByteBuffer.allocate(hello.remaining() + message.remaining())
                .put(hello)
                .put(message);
        for (var piece = 1; piece < 64; piece++) {
            var reader = new FrameReader(MESSAGE_MAX);
            Frame last = null;
            var count = 0;
            for (var at = 0; at < stream.capacity(); at += piece) {
                var part = stream.slice(at, Math.min(piece, stream.capacity() - at));
                for (var frame = reader.next(part); frame != null; frame = reader.next(part)) {
                    last = frame;
                    count++;
                }
            }
            assertEquals(2, count);
            assertArrayEquals(new byte[MESSAGE_MAX], ((Frame.Message) Objects.requireNonNull(last)).bytes());
        }
    }

    @Test
    void shouldBelieveNoLengthBeyondWhatMayCome() {
        for (var length :
                new int[] {-1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE, MESSAGE_MAX + Frames.OVERHEAD_BYTES}) {
            var bytes = ByteBuffer.allocate(8).putInt(length).putInt(0).flip();
            var bad = assertThrows(BadFrame.class, () -> new FrameReader(MESSAGE_MAX).next(bytes));
            assertEquals(BadFrame.Kind.LENGTH, bad.kind());
        }
    }

    @Test
    void shouldTakeAHelloOnlyForAsLongAsNobodyHasSaidOne() throws Exception {
        var message = new Frame.Message(Plane.DATA, 1, 2, new byte[MESSAGE_MAX]);
        assertThrows(BadFrame.class, () -> new FrameReader(MESSAGE_MAX).next(bytes(message)));
        var reader = new FrameReader(MESSAGE_MAX);
        assertNotNull(reader.next(bytes(ALL.getFirst())));
        assertNotNull(reader.next(bytes(message)));
        assertNull(reader.next(ByteBuffer.allocate(0)));
    }

    @Test
    void shouldTakeAnyBytesForAFrameOrRefuseThemByName() {
        var random = new Random(20_261_129);
        var named = 0;
        for (var i = 0; i < SCRIBBLES; i++) {
            var bytes = bytes(ALL.get(random.nextInt(ALL.size())));
            for (var scribbles = random.nextInt(4); scribbles >= 0; scribbles--) {
                bytes.put(random.nextInt(bytes.limit()), (byte) random.nextInt());
            }
            bytes.limit(bytes.limit() - random.nextInt(2));
            try {
                new FrameReader(MESSAGE_MAX).next(bytes);
            } catch (BadFrame bad) {
                named++;
            }
        }
        assertEquals(true, named > SCRIBBLES / 4);
    }
}
