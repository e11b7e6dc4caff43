package multikernel.monitor;

import multikernel.base.CoreId;

/**
 * A message between monitors with what its receiver checks.
 *
 * @param from who sent it
 * @param incarnation of the sender
 * @param view the number of the sender's view when it sent this
 */
public record Envelope(CoreId from, int incarnation, long view, Intermon message) implements Dated {}
