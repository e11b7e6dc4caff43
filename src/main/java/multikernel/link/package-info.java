/**
 * One connection between two nodes, as arithmetic: what is numbered, kept, sent again, believed and refused.
 *
 * <pre>
 *   lower name dials                              the other
 *      | hello (who, incarnation, what it has) -----&gt;|
 *      |&lt;----- hello (who, incarnation, what it has) |   from here on both ways:
 *      | open, message, finish: numbered in a plane  |   kept until acknowledged, sent again over a new connection
 *      | credit: messages of a channel, ever         |   cumulative, so said twice it says the same
 *      | acknowledge: numbers of each plane, ever    |   with what goes anyway, each 32 frames, or to say: alive
 *      | bye (why)                                   |
 * </pre>
 *
 * <p>Floor 2. From inside to outside: {@code Frames} and {@link multikernel.link.FrameReader} between bytes and frames;
 * {@code Flow} one plane's numbers; {@code Talk} one session, that is one incarnation of each node; {@code Greeting}
 * who is believed; {@code Pulse} the clock; {@link multikernel.link.NodeLink} one end of a link over connections that
 * come and go. Whoever performs its effects decides what a connection is.
 *
 * <p>Invariants. Within a session every message that was accepted is received once and in the order of its channel,
 * whatever happens to connections; a message is given to a receiver that has granted room, so that no channel waits for
 * another's receiver. Control goes before data into each batch. A session is never resumed after its end, and the
 * incarnation whose session has ended, or that was fenced, is never believed again. What is kept is bounded:
 * {@link multikernel.link.LinkLimits}. Any bytes are a frame or one {@link multikernel.link.BadFrame}; any frame is
 * allowed or ends its session as {@code BROKEN}.
 *
 * <p>Flow control by cumulative credit is that of credit-based ATM links (Kung, Blackwell and Chapman, 1994); going on
 * over a new connection from a number that both sides name is that of 9P's and MQTT's sessions, with the incarnations
 * of {@code failures.md} as fences.
 *
 * <p>Deliberately absent: encryption, addresses, verdicts about peers (silence is a suspicion), messages longer than a
 * frame, and a session that outlives one of its nodes.
 */
@NullMarked
package multikernel.link;

import org.jspecify.annotations.NullMarked;
