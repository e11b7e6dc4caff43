package multikernel.monitor;

import multikernel.agreement.Agreement;
import multikernel.ownership.OwnershipMessage;

/** Everything that one monitor may say to another. */
public sealed interface Intermon {

    /** Peer to joiner, first on its new channel: do you hear me? */
    record Bind() implements Intermon {}

    /** Joiner to peer: I hear you. */
    record BindReply() implements Intermon {}

    /** Peer to joiner: so each of us hears the other, and I can talk to you. */
    record Bound() implements Intermon {}

    /** About the table of domains. */
    record Domains(Agreement<DomainTable, DomainChange> message) implements Intermon {}

    /** About the capabilities of both. */
    record Capabilities(OwnershipMessage message) implements Intermon {}
}
