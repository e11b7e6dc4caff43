package multikernel.metrics;

import multikernel.base.Words;
import multikernel.monitor.DomainChange;
import multikernel.ownership.Request;

/** What can be asked of a core and ends in an outcome: the values of the label {@code protocol}. */
public enum Protocol {
    SPAWN(true),
    KILL(true),
    SPAN(true),
    /** A change of an application's replicated object. */
    REPLICATED(true),
    ALLOCATE(false),
    COPY(false),
    MINT(false),
    RETYPE(false),
    MOVE(false),
    MAP(false),
    UNMAP(false),
    REVOKE(false),
    DELETE(false),
    SUBSCRIBE(false),
    IDENTIFY(false);

    private final boolean isAgreement;

    /** @param isAgreement about what every core holds, else about a capability */
    Protocol(boolean isAgreement) {
        this.isAgreement = isAgreement;
    }

    static Protocol of(DomainChange change) {
        return switch (change) {
            case DomainChange.Spawn _ -> SPAWN;
            case DomainChange.Kill _ -> KILL;
            case DomainChange.Span _ -> SPAN;
        };
    }

    static Protocol of(Request request) {
        return switch (request) {
            case Request.Allocate _ -> ALLOCATE;
            case Request.Copy _ -> COPY;
            case Request.Mint _ -> MINT;
            case Request.Retype _ -> RETYPE;
            case Request.Move _ -> MOVE;
            case Request.MapOn _ -> MAP;
            case Request.Unmap _ -> UNMAP;
            case Request.Revoke _ -> REVOKE;
            case Request.Delete _ -> DELETE;
            case Request.Subscribe _ -> SUBSCRIBE;
            case Request.Identify _ -> IDENTIFY;
        };
    }

    boolean isAgreement() {
        return isAgreement;
    }

    /** Whether it ends only once no core can use the object any more: the shootdown of the paper. */
    boolean isShootdown() {
        return this == UNMAP || this == REVOKE;
    }

    String word() {
        return Words.of(this);
    }
}
