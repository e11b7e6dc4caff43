/**
 * The domains that ship: {@code web} serves pages, {@code database} answers queries from an SQLite file, {@code fault}
 * fails in every way that a core must survive.
 *
 * <pre>
 *   client -- socket -- front-end --Serve--> web server --ItemById--> database
 *             (first core, Netty)            (each core)              (each core of its domain)
 * </pre>
 *
 * <p>Floor 9. Invariants: every hop is split-phase, so nothing here waits for another actor; every request that was
 * read in whole is answered, in the order of its connection, if need be with 503 after a named limit; what travels
 * between the three is deeply immutable ({@link multikernel.workload.Body} is the one class that is no record: its
 * array is never handed out); Netty's buffers and channels stay in the front-end ({@code NettyPort},
 * {@code HttpConnection}, {@code ResponseWriter}), on the thread of its core.
 *
 * <p>Deliberately absent: locks and threads of our own (but for one virtual thread that outlives a fenced core to close
 * its sockets), HTTP/2, TLS, uploads, directory listings, writes to the database.
 */
@NullMarked
package multikernel.workload;

import org.jspecify.annotations.NullMarked;
