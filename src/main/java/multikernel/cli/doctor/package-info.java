/**
 * What {@code multikernel doctor} looks at: whether a node can run on this machine with this configuration, how well,
 * and what to change.
 *
 * <p>Floor 11. {@link multikernel.cli.doctor.Facts} are read once, from files and by trying; each check is a function
 * of them alone, so that a machine that somebody has can be a recorded directory in a test.
 *
 * <p>Deliberately absent: changing anything.
 */
@NullMarked
package multikernel.cli.doctor;

import org.jspecify.annotations.NullMarked;
