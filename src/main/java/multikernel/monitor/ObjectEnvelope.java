package multikernel.monitor;

import multikernel.agreement.Agreement;
import multikernel.base.CoreId;

/**
 * What one core says to another about a domain's replicated object, with what its receiver checks.
 *
 * @param from who sent it
 * @param incarnation of the sender
 * @param view the number of the sender's view when it sent this
 */
public record ObjectEnvelope<S, C>(CoreId from, int incarnation, long view, Agreement<S, C> message) implements Dated {}
