/**
 * Many cores on one thread under seeded time, faults and crashes, and what must hold after every event.
 *
 * <p>Floor 5: pure, the seed is a parameter. The rules are written from what is promised (invariants I1 to I8, how
 * things fail), not from the protocol: a {@link multikernel.simulation.Ledger} follows every capability from the
 * request that made it to the request that ended it, a {@link multikernel.simulation.Memory} every page and every view
 * of it. Deliberately absent: time as a machine takes it (delays are an order of events here; nested packages have
 * models of machines), and faults of the network between nodes, since capabilities do not leave theirs.
 */
@NullMarked
package multikernel.simulation;

import org.jspecify.annotations.NullMarked;
