/**
 * The command line: {@code multikernel COMMAND}.
 *
 * <p>Floor 11. {@code run} reads its options into a configuration and hands it to the boot; {@code bench} measures and
 * {@code doctor} looks around in this process; every other command asks a running node over HTTP and prints what it
 * says, {@code events} as it comes, {@code trace --merge} apart, which makes one trace of several nodes'
 * ({@code TraceClocks} says how their clocks lie to each other). Exit status 0 done, 1 refused or failed with one line
 * on standard error, 2 wrong usage. Standard output carries the answer alone.
 *
 * <p>Deliberately absent: Akka, the kernel and logging. A short command loads none of them, so it answers at once.
 */
@NullMarked
package multikernel.cli;

import org.jspecify.annotations.NullMarked;
