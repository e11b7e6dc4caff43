/**
 * Other processes, of this machine over shared memory and of any over TCP, and messages over links to them.
 *
 * <p>Floor 8. From inside to outside: {@code Card} is what an end says of itself in a file; {@code Life} the lock that
 * its process holds while it lives; {@code Presence} both of them for one incarnation; {@link multikernel.network.Link}
 * one end, which has one {@link multikernel.network.Session} at a time, two {@link multikernel.urpc.Ring rings} that
 * nobody else ever has; {@link multikernel.network.SharedMemoryTier} makes of each session a
 * {@link multikernel.urpc.Channel} of messages.
 *
 * <pre>
 * BASE/multikernel-USER/LINK/          0700, both; BASE is a file system in memory, or else the data directory
 *   shop.card                          0600, one page: versions, fingerprints, incarnation, then the end's own words
 *   shop.TOKEN.lock                    locked while the process lives
 *   shop.3.store.5.ring                into incarnation 3 of shop, from incarnation 5 of store; unlinked once mapped
 *   store.card, store.TOKEN.lock       the other end's
 *
 * CONNECTING --each mapped the other's ring--&gt; CONNECTED --either drains--&gt; DRAINING --all read--&gt; CLOSED
 *      ^                                          \-- the other died, left or is fenced --^    |
 *      \----------------------- a later incarnation of the other only ------------------------/
 * </pre>
 *
 * <p>Promised. Lines and messages of a session come in order, whole, once, and none is missing before the last that
 * came. Who drains loses nothing. A peer's death is seen within 50 ms and a turn, without its help; what it had
 * published is read before its end is told, what it had half written is never seen, because a line's header is written
 * last. At that end the survivor knows how many of its messages had certainly been handled; the others are in doubt.
 * Rings are never used twice: a stopped process that was fenced and comes back writes into memory that nobody reads.
 * Merely being stopped is no death: its sender finds the ring full, which is busy, and nothing is lost.
 *
 * <p>Files are made exclusively and follow no symbolic link. Each page is written before it is mapped, so a full file
 * system is {@code NO_ROOM} at the start and not an {@code InternalError} later. A clean close leaves neither file nor
 * directory; what a killed process left goes when either end starts or closes. The memory of a session's rings is given
 * back when the collector finds that nobody refers to them, for a ring's reader works by raw address.
 *
 * <p>Not promised. A process of the same user may do to our files what it likes: whatever bytes it writes, nothing is
 * read or written outside of the ring and all that comes is a message, {@link multikernel.urpc.BrokenRing} or a session
 * that ends as {@code BROKEN}; but it may cut a file short, and then an access is an {@code InternalError}.
 *
 * <p>Idle: a look at the other end is one word of memory in each turn, a lock tried each 50 ms while there is a session
 * and some file operations each millisecond while there is none. No other process can unpark a thread of this one, so
 * an idle end polls and then naps ({@link multikernel.network.Nap}), and a message waits for the end of the nap at
 * most.
 *
 * <p>Over TCP: {@code GatewayDispatcher}, on the node's first core, carries every channel to another node: a core's end
 * ({@link multikernel.runtime.Gateway}) hands encoded messages to it and is handed what came, turn by turn.
 * {@code Peers} is the node's links to others in the loop of that core's sockets; {@code PeerLink} the shell around one
 * {@link multikernel.link.NodeLink}, {@code PeerConnection} one connection of it, {@code NetworkChannel} one channel,
 * {@link multikernel.network.LinkTls} certificates of both ends. Promised by {@code multikernel.link}; here a
 * connection is only what carries it. At most 64 KiB of data wait behind a socket, so that control is never behind
 * more. Off loopback there is no link without TLS. Who is no member is fenced: what an older start says is not
 * believed.
 *
 * <pre>
 * core 1 --batch--&gt; gateway (core 0) ==link==&gt; gateway (core 0) --batch--&gt; core 1
 *        &lt;--taken--                               &lt;==credit==        &lt;--handled--
 * </pre>
 *
 * <p>Two nodes of one machine find that out by themselves: a hello carries the name of a lock file with 128 random bits
 * ({@code Locality}), and who finds it in his own directory shares its file system in memory. Then the connection moves
 * into two rings ({@code PeerMove}, {@code PeerRings}) before any channel is opened on it. It stays open beneath them:
 * its end tells of the peer's, and one frame on it wakes a core that sleeps ({@link multikernel.urpc.SharedSleepWord}).
 * All that {@code multikernel.link} promises is promised there too.
 *
 * <p>{@code SocketLoop} is what a core polls and sleeps in for all its sockets, {@link multikernel.network.NettyPort} a
 * front-end's in it, {@code Sockets} those that end together.
 *
 * <p>Deliberately absent: threads, locks, frames (they never leave their process; what another node holds of one is a
 * name, see {@link multikernel.ownership.far}), and a wake-up by futex.
 */
@NullMarked
package multikernel.network;

import org.jspecify.annotations.NullMarked;
