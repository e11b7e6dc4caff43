package multikernel.multicast;

import multikernel.base.NodeMember;
import multikernel.codec.Bytes;
import multikernel.codec.Max;

/** What the two ends of a {@link Line} say to each other, each over channels of its own. */
public sealed interface LineWord {

    /** Octets in one piece: fits the shortest message that a link may be set to. */
    int PIECE_BYTES_MAX = 32 << 10;

    /**
     * First on each channel: who speaks, and to whom. What is meant for another start is not heard.
     *
     * @param start of the member that speaks, on its core
     * @param toStart of the member that is spoken to
     */
    record Hello(NodeMember from, long start, NodeMember to, long toStart) implements LineWord {}

    /**
     * A part of a letter.
     *
     * @param number of its sender's pieces, from 1
     * @param isLast the letter is whole with it
     */
    record Piece(
            long number,
            boolean isLast,
            @Max(PIECE_BYTES_MAX) Bytes octets) implements LineWord {}

    /** The receiver's pieces up to this number have been taken. */
    record Took(long number) implements LineWord {}
}
