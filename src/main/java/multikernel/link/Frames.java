package multikernel.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.link.BadFrame.Kind;

/**
 * Frames to bytes and back; decoding is total. Big endian.
 *
 * <pre>
 * length of what follows (4) | kind (1) | body
 *   1 hello        version 4, incarnation 8, attempt 8, peer's incarnation 8, control 8, data 8,
 *                  cluster, node, peer, place
 *   2 bye          why 1
 *   3 acknowledge  control 8, data 8
 *   4 credit       channel 4, granted 8
 *   5 open         plane 1, number 8, channel 4, from 4, to 4, sends 8, receives 8, granted 4, service
 *   6 accept       plane 1, number 8, channel 4, granted 4
 *   7 decline      plane 1, number 8, channel 4, why 1
 *   8 message      plane 1, number 8, channel 4, the bytes
 *   9 finish       plane 1, number 8, channel 4, ended 1
 *  10 ring         lines 4, file
 *  11 moved
 *  12 bell
 *  13 ask          number 8
 *  14 echo         number 8
 * a text: its length (1), printable ASCII
 * </pre>
 */
public final class Frames {

    /** Of frames and of what they mean; two nodes that differ in it do not talk. */
    public static final int VERSION = 3;

    /** Beside a message's own bytes. */
    public static final int OVERHEAD_BYTES = 4 + 1 + 1 + 8 + 4;

    /** The longest frame that is no message: a hello of four texts. */
    public static final int OTHERS_BYTES_MAX = 4 + 1 + 4 + 5 * 8 + 4 * (1 + Frames.TEXT_MAX);

    static final int TEXT_MAX = 255;
    static final int LENGTH_BYTES = 4;

    private Frames() {}

    /** With its length. */
    public static int bytes(Frame frame) {
        return LENGTH_BYTES
                + 1
                + switch (frame) {
                    case Frame.Hello hello ->
                        4
                                + 5 * 8
                                + text(hello.cluster())
                                + text(hello.node())
                                + text(hello.peer())
                                + text(hello.place());
                    case Frame.Bye _ -> 1;
                    case Frame.Acknowledge _ -> 16;
                    case Frame.Credit _ -> 12;
                    case Frame.Open open -> 13 + 8 + 16 + 4 + text(open.service());
                    case Frame.Accept _ -> 17;
                    case Frame.Decline _ -> 14;
                    case Frame.Message message -> 13 + message.bytes().length;
                    case Frame.Finish _ -> 14;
                    case Frame.Ring ring -> 4 + text(ring.file());
                    case Frame.Moved _, Frame.Bell _ -> 0;
                    case Frame.Ask _, Frame.Echo _ -> 8;
                };
    }

    private static int text(String text) {
        return 1 + text.length();
    }

    /** @param to has room for {@link #bytes} of the frame */
    public static void put(Frame frame, ByteBuffer to) {
        to.putInt(bytes(frame) - LENGTH_BYTES);
        switch (frame) {
            case Frame.Hello hello -> hello(hello, to);
            case Frame.Bye bye -> to.put((byte) 2).put((byte) bye.why().ordinal());
            case Frame.Acknowledge ack ->
                to.put((byte) 3).putLong(ack.control()).putLong(ack.data());
            case Frame.Credit credit ->
                to.put((byte) 4).putInt(credit.channel()).putLong(credit.granted());
            case Frame.Open open -> {
                numbered(5, open, to)
                        .putInt(open.from().index())
                        .putInt(open.to().index());
                put(
                        open.service(),
                        to.putLong(open.sends()).putLong(open.receives()).putInt(open.granted()));
            }
            case Frame.Accept accept -> numbered(6, accept, to).putInt(accept.granted());
            case Frame.Decline decline ->
                numbered(7, decline, to).put((byte) decline.why().ordinal());
            case Frame.Message message -> numbered(8, message, to).put(message.bytes());
            case Frame.Finish finish -> numbered(9, finish, to).put((byte) (finish.ended() ? 1 : 0));
            case Frame.Ring ring -> put(ring.file(), to.put((byte) 10).putInt(ring.lines()));
            case Frame.Moved _ -> to.put((byte) 11);
            case Frame.Bell _ -> to.put((byte) 12);
            case Frame.Ask ask -> to.put((byte) 13).putLong(ask.number());
            case Frame.Echo echo -> to.put((byte) 14).putLong(echo.number());
        }
    }

    private static void hello(Frame.Hello hello, ByteBuffer to) {
        to.put((byte) 1).putInt(hello.version()).putLong(hello.incarnation()).putLong(hello.attempt());
        to.putLong(hello.peerIncarnation()).putLong(hello.control()).putLong(hello.data());
        put(hello.cluster(), to);
        put(hello.node(), to);
        put(hello.peer(), to);
        put(hello.place(), to);
    }

    private static ByteBuffer numbered(int kind, Frame.Numbered frame, ByteBuffer to) {
        to.put((byte) kind).put((byte) frame.plane().ordinal());
        return to.putLong(frame.number()).putInt(frame.channel());
    }

    private static void put(String text, ByteBuffer to) {
        to.put((byte) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * What a frame's length promises, all of it and no more.
     *
     * @param from everything behind the length; nothing is left of it
     */
    public static Frame get(ByteBuffer from) throws BadFrame {
        var body = new Body(from);
        var kind = body.octet();
        var frame =
                switch (kind) {
                    case 1 -> hello(body);
                    case 2 -> new Frame.Bye(body.constant(Farewell.values()));
                    case 3 -> new Frame.Acknowledge(body.count(), body.count());
                    case 4 -> new Frame.Credit(body.channel(), body.count());
                    case 5 -> open(body);
                    case 6 -> new Frame.Accept(plane(body), body.count(), body.channel(), body.size());
                    case 7 ->
                        new Frame.Decline(plane(body), body.count(), body.channel(), body.constant(Declined.values()));
                    case 8 -> new Frame.Message(plane(body), body.count(), body.channel(), body.rest());
                    case 9 -> new Frame.Finish(plane(body), body.count(), body.channel(), body.flag());
                    case 10 -> ring(body);
                    case 11 -> new Frame.Moved();
                    case 12 -> new Frame.Bell();
                    case 13 -> new Frame.Ask(body.count());
                    case 14 -> new Frame.Echo(body.count());
                    default -> throw new BadFrame(Kind.UNKNOWN, "kind " + kind);
                };
        body.end();
        return frame;
    }

    private static Plane plane(Body body) throws BadFrame {
        return body.constant(Plane.values());
    }

    private static Frame hello(Body body) throws BadFrame {
        var version = body.size();
        var incarnation = body.count();
        var attempt = body.count();
        var peerIncarnation = body.count();
        var control = body.count();
        var data = body.count();
        var cluster = body.text();
        var node = body.text();
        return new Frame.Hello(
                version, cluster, node, incarnation, body.text(), attempt, peerIncarnation, control, data, body.text());
    }

    private static Frame open(Body body) throws BadFrame {
        var plane = plane(body);
        var number = body.count();
        var channel = body.channel();
        var from = core(body);
        var to = core(body);
        var sends = body.any();
        var receives = body.any();
        var granted = body.size();
        return new Frame.Open(plane, number, channel, from, to, body.text(), sends, receives, granted);
    }

    private static Frame ring(Body body) throws BadFrame {
        var lines = body.size();
        return new Frame.Ring(body.text(), lines);
    }

    private static CoreId core(Body body) throws BadFrame {
        var index = body.size();
        if (index >= CoreId.MAX) {
            throw new BadFrame(Kind.NUMBER, "core " + index);
        }
        return CoreId.of(index);
    }
}
