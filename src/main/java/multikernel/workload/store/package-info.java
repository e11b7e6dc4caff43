/**
 * The kind {@code store}: keys and values in memory, spoken to in RESP 2 and 3.
 *
 * <pre>
 *   client -- socket -- connection --here--> partition of this core
 *                           |
 *                           +----- way --Orders--> dispatcher of another core --> its partition
 *                                      &lt;-Answers-
 * </pre>
 *
 * <p>Floor 9. Every core of the domain listens at the one port and the system deals connections out; a key's partition
 * is its core, by {@link multikernel.workload.store.KeyHash}. A command of one key that is the core's own is executed
 * while it is read; others gather on a way and go together. A command of several keys is one command for each of them:
 * atomic for each key, not together.
 *
 * <p>Invariants: replies leave in the order of their requests; a partition is a deterministic machine
 * ({@link multikernel.workload.store.Partition}), which a model of hash maps beside the tests agrees with; its entries
 * lie in one frame of the core, no object belongs to a key, and whether a value has room depends on the entries alone;
 * what has no room is refused, nothing is evicted. Time is a clock that nobody sets, and is a parameter below
 * {@code Desk}. An order whose core was lost or is silent is answered as undecided; one that was not sent, TRYAGAIN.
 *
 * <p>Deliberately absent: persistence, replicas (the keys of a dispatcher that starts again are gone), other types than
 * strings, transactions, scripts, and defence against keys that are chosen to collide in a hash that everyone knows.
 */
@NullMarked
package multikernel.workload.store;

import org.jspecify.annotations.NullMarked;
