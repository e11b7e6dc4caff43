package multikernel.runtime;

import java.lang.invoke.MethodHandles;
import multikernel.codec.Bytes;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.codec.Max;
import multikernel.multicast.GroupMessage;
import multikernel.multicast.Line;
import multikernel.multicast.Order;
import multikernel.multicast.RoundMessage;
import multikernel.multicast.Seat;
import multikernel.multicast.Slow;

/** What goes between posts of a domain on different nodes: letters whose messages are octets. */
sealed interface WideLetter {

    /** Octets of one message of a program. */
    int MESSAGE_BYTES_MAX = 64 << 10;

    record Cast(Order order, Slow slow, GroupMessage<Bytes> message) implements WideLetter {}

    record Any(Seat to, long number, @Max(MESSAGE_BYTES_MAX) Bytes message) implements WideLetter {}

    record Taken(Seat by, long number, boolean isDone) implements WideLetter {}

    record Round(RoundKey key, RoundMessage<WidePart> message) implements WideLetter {}

    /** Only to be copied from. */
    Codec<WideLetter> SHAPE = Codec.of(
            MethodHandles.lookup(),
            WideLetter.class,
            new CodecLimits(Line.LETTER_BYTES_MAX, MESSAGE_BYTES_MAX, 1 << 16));
}
